package io.saoma.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.saoma.oauth.Sealer;
import java.security.Key;
import java.security.PrivateKey;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** The signing keys of this deployment, one for each algorithm, and all that are published. */
public final class SigningKeys {
  private static final int RSA_BITS = 2048;

  private final JWKSet published;
  private final List<Verifying> verifying;
  private final Map<JWSAlgorithm, Signer> signers;

  private SigningKeys(JWKSet published, Map<JWSAlgorithm, Signer> signers) {
    this.published = published;
    this.verifying = published.getKeys().stream().map(SigningKeys::verifying).toList();
    this.signers = signers;
  }

  /**
   * The stored keys; those that are missing are made first. Nodes that start at once end with the
   * same keys.
   *
   * @throws IllegalStateException when a key does not open with this deployment's sealing key
   */
  public static SigningKeys load(SigningKeyStore store, Sealer sealer) {
    for (var generator : List.of(rsa(), ec())) {
      var algorithm = generator.algorithm();
      boolean present =
          store.all().stream()
              .anyMatch(key -> key.signing() && key.algorithm().equals(algorithm.getName()));
      if (!present) {
        // Lost to another node, this key was never used: its loss is no loss.
        store.addFirst(sealed(generator.generate(), sealer));
      }
    }
    var keys = store.all();
    return new SigningKeys(
        new JWKSet(keys.stream().map(key -> parse(key.publicJwk()).toPublicJWK()).toList()),
        keys.stream()
            .filter(StoredKey::signing)
            .map(key -> signer(key, sealer))
            .collect(
                toUnmodifiableMap(signer -> signer.header().getAlgorithm(), signer -> signer)));
  }

  /** The public parts of all keys, retired ones among them. */
  public JWKSet published() {
    return published;
  }

  /**
   * Signs {@code claims}.
   *
   * @param type what kind of token it is, so that none passes for another (RFC 8725 §3.11)
   */
  public SignedJWT sign(JWSAlgorithm algorithm, JOSEObjectType type, JWTClaimsSet claims) {
    var signer = signers.get(algorithm);
    if (signer == null) {
      throw new IllegalArgumentException("no key signs with " + algorithm);
    }
    try {
      var token = new SignedJWT(new JWSHeader.Builder(signer.header()).type(type).build(), claims);
      token.sign(signer.signer());
      return token;
    } catch (JOSEException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  /**
   * The public keys for {@code header}: of its algorithm and, if it names one, its id. What else it
   * names, jwk, jku and x5c among them, is not followed.
   */
  public List<Key> verifying(JWSHeader header) {
    return verifying.stream()
        .filter(key -> key.algorithm().equals(header.getAlgorithm()))
        .filter(key -> header.getKeyID() == null || header.getKeyID().equals(key.kid()))
        .map(Verifying::key)
        .toList();
  }

  /** Makes what verifies with these keys. */
  public static JWSVerifierFactory verifiers() {
    var factory = new DefaultJWSVerifierFactory();
    Native.use(factory.getJCAContext());
    return factory;
  }

  private static Generation rsa() {
    return new Generation(JWSAlgorithm.RS256, new RSAKeyGenerator(RSA_BITS));
  }

  private static Generation ec() {
    return new Generation(JWSAlgorithm.ES256, new ECKeyGenerator(Curve.P_256));
  }

  private static StoredKey sealed(JWK key, Sealer sealer) {
    var kid = key.getKeyID();
    return new StoredKey(
        kid,
        key.getAlgorithm().getName(),
        key.toPublicJWK().toJSONString(),
        sealer.seal(key.toJSONString().getBytes(UTF_8), StoredKey.place(kid)),
        true);
  }

  private static Signer signer(StoredKey key, Sealer sealer) {
    var jwk = parse(new String(sealer.open(key.sealedJwk(), key.place()), UTF_8));
    var algorithm = JWSAlgorithm.parse(key.algorithm());
    try {
      var signer = signer(jwk);
      Native.use(signer.getJCAContext());
      return new Signer(new JWSHeader.Builder(algorithm).keyID(key.kid()).build(), signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("signing key " + key + " cannot sign", e);
    }
  }

  private static JWSSigner signer(JWK jwk) throws JOSEException {
    return jwk instanceof ECKey key
        ? new ECDSASigner((PrivateKey) Native.key(key.toPrivateKey()), key.getCurve())
        : new RSASSASigner((PrivateKey) Native.key(jwk.toRSAKey().toPrivateKey()));
  }

  private static Verifying verifying(JWK jwk) {
    try {
      var key = ((AsymmetricJWK) jwk).toPublicKey();
      return new Verifying(jwk.getKeyID(), jwk.getAlgorithm(), Native.key(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("signing key " + jwk.getKeyID() + " is no public key", e);
    }
  }

  private static JWK parse(String jwk) {
    try {
      return JWK.parse(jwk);
    } catch (ParseException e) {
      // Without the cause: its message may quote the key.
      throw new IllegalStateException("a stored signing key is no JWK");
    }
  }

  private record Signer(JWSHeader header, JWSSigner signer) {}

  /** A published key, ready to verify with. */
  private record Verifying(String kid, Algorithm algorithm, Key key) {}

  /** How a key of an algorithm is made. */
  private record Generation(JWSAlgorithm algorithm, JWKGenerator<? extends JWK> generator) {
    JWK generate() {
      try {
        return generator
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(algorithm)
            .keyIDFromThumbprint(true)
            .generate();
      } catch (JOSEException e) {
        throw new IllegalStateException("every Java runtime makes keys for " + algorithm, e);
      }
    }
  }
}
