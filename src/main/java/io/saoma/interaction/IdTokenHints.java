package io.saoma.interaction;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.Subject;
import io.saoma.key.SigningKeys;
import java.text.ParseException;
import java.util.Optional;

/** Reads ID tokens that come back as hints (OIDC Core §3.1.2.1). */
public final class IdTokenHints {
  /** Ours are a tenth of that; what is longer is not worth a parser's time. */
  private static final int LONGEST = 16_384;

  private final Issuer issuer;
  private final SigningKeys keys;

  public IdTokenHints(Issuer issuer, SigningKeys keys) {
    this.issuer = issuer;
    this.keys = keys;
  }

  /** The subject of an ID token that this issuer signed for {@code client}, expired or not. */
  Optional<Subject> subject(String token, ClientID client) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var signed = parse(token);
      var claims = signed.getJWTClaimsSet();
      return isIdToken(signed) && isOurs(signed) && isFor(claims, client)
          ? Optional.ofNullable(claims.getSubject()).map(Subject::new)
          : Optional.empty();
    } catch (ParseException | JOSEException e) {
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

  /** An access or a logout token is signed by the same key, and says something else. */
  private static boolean isIdToken(SignedJWT token) {
    var type = token.getHeader().getType();
    return type == null || JOSEObjectType.JWT.equals(type);
  }

  /** The key is looked up by id among our own. */
  private boolean isOurs(SignedJWT token) throws JOSEException {
    var header = token.getHeader();
    if (header.getKeyID() == null) {
      return false;
    }
    for (var key : keys.verifying(header)) {
      if (token.verify(SigningKeys.verifiers().createJWSVerifier(header, key))) {
        return true;
      }
    }
    return false;
  }

  private boolean isFor(JWTClaimsSet claims, ClientID client) {
    return issuer.getValue().equals(claims.getIssuer())
        && claims.getAudience().contains(client.getValue());
  }
}
