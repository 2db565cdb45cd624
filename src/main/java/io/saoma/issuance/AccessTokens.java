package io.saoma.issuance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Issuer;
import io.saoma.key.SigningKeys;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads back the access tokens that this server issued for itself (RFC 9068 §4). An ID token, a
 * token for another audience, or one that brings its own key is nothing here.
 */
public final class AccessTokens {
  static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;
  static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  /** The claim that names the grant, so that a token ends with it. */
  static final String GRANT = "saoma_grant";

  /** Ours are a tenth of that; what is longer is not worth a parser's time. */
  private static final int LONGEST = 16_384;

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final Grants grants;

  public AccessTokens(Issuer issuer, SigningKeys keys, Grants grants, InstantSource clock) {
    this.grants = grants;
    // Exactly one algorithm and our own keys: alg, jwk, jku and x5c of the header decide nothing.
    processor.setJWSKeySelector(
        (header, context) ->
            header.getAlgorithm().equals(ALGORITHM) ? keys.verifying(header) : List.of());
    processor.setJWSVerifierFactory(SigningKeys.verifiers());
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
    processor.setJWTClaimsSetVerifier(new ClaimsVerifier(issuer.getValue(), clock));
  }

  /** The grant that {@code token} is good for now, with the scope of this very token. */
  public Optional<Bearer> verify(String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var claims = processor.process(parse(token), null);
      var scope = Scope.parse(claims.getStringClaim("scope"));
      return grants.find(claims.getStringClaim(GRANT)).map(grant -> new Bearer(grant, scope));
    } catch (ParseException | BadJOSEException | JOSEException e) {
      return Optional.empty();
    }
  }

  private static SignedJWT parse(String token) throws ParseException {
    try {
      return SignedJWT.parse(token);
    } catch (RuntimeException e) {
      // The parser trips over a few headers, "null" among them: no token all the same.
      throw new ParseException("not a JWT", 0);
    }
  }

  /** Whose token it is, and what it opens. */
  public record Bearer(Grant grant, Scope scope) {}

  /** Ours exactly, and not a second after its end. */
  private static final class ClaimsVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final String issuer;
    private final InstantSource clock;

    ClaimsVerifier(String issuer, InstantSource clock) {
      super(
          issuer,
          new JWTClaimsSet.Builder().issuer(issuer).build(),
          Set.of("sub", "exp", "iat", "jti", "client_id", "scope", GRANT));
      this.issuer = issuer;
      this.clock = clock;
      setMaxClockSkew(0);
    }

    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
        throws BadJWTException {
      super.verify(claims, context);
      if (!claims.getAudience().equals(List.of(issuer))) {
        throw new BadJWTException("another audience beside ours");
      }
    }

    @Override
    protected @Nullable Date currentTime() {
      return Date.from(clock.instant());
    }
  }
}
