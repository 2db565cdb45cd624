package io.saoma.issuance;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.AMR;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.SessionID;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.saoma.client.Client;
import io.saoma.key.SigningKeys;
import io.saoma.oauth.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Makes the tokens of a grant: an RFC 9068 access token, and an ID token for {@code openid}. */
public final class TokenIssuer {
  static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Issuer issuer;
  private final SigningKeys keys;
  private final Secrets secrets;
  private final InstantSource clock;

  public TokenIssuer(Issuer issuer, SigningKeys keys, Secrets secrets, InstantSource clock) {
    this.issuer = issuer;
    this.keys = keys;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** The tokens of a code that was redeemed. */
  public OIDCTokens issue(Client client, AuthorizationCodes.Redeemed redeemed) {
    var grant = redeemed.grant();
    return issue(client, grant, grant.scope(), grant.nonce(), redeemed.refreshToken().orElse(null));
  }

  /**
   * The tokens of a refresh token: without the nonce, which was for one answer (OIDC Core §12.2).
   */
  public OIDCTokens issue(Client client, RefreshTokens.Refreshed refreshed) {
    return issue(client, refreshed.grant(), refreshed.scope(), null, refreshed.next());
  }

  private OIDCTokens issue(
      Client client,
      Grant grant,
      Scope scope,
      @Nullable Nonce nonce,
      @Nullable RefreshToken refreshToken) {
    // Whole seconds: what the wire holds.
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var accessToken = accessToken(grant, scope, now);
    return scope.contains(OIDCScopeValue.OPENID)
        ? new OIDCTokens(idToken(client, grant, nonce, accessToken, now), accessToken, refreshToken)
        : new OIDCTokens(accessToken, refreshToken);
  }

  private AccessToken accessToken(Grant grant, Scope scope, Instant now) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.getValue())
            .subject(grant.subject().getValue())
            .audience(issuer.getValue())
            .claim("client_id", grant.client().getValue())
            .claim("scope", scope.toString())
            .claim(AccessTokens.GRANT, grant.id())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .jwtID(secrets.id())
            .build();
    // Its one reader is this server, so that it is always signed the fast way.
    var token = keys.sign(AccessTokens.ALGORITHM, AccessTokens.TYPE, claims);
    return new BearerAccessToken(token.serialize(), LIFETIME.toSeconds(), scope);
  }

  private SignedJWT idToken(
      Client client, Grant grant, @Nullable Nonce nonce, AccessToken accessToken, Instant now) {
    var algorithm = client.permissions().idTokenAlgorithm();
    var signIn = grant.signIn();
    var claims =
        new IDTokenClaimsSet(
            issuer,
            grant.subject(),
            new Audience(grant.client().getValue()).toSingleAudienceList(),
            Date.from(now.plus(LIFETIME)),
            Date.from(now));
    claims.setAuthenticationTime(Date.from(signIn.authTime()));
    claims.setACR(new ACR(signIn.acr().value()));
    claims.setAMR(signIn.amr().stream().map(AMR::new).toList());
    claims.setSessionID(new SessionID(signIn.sid()));
    claims.setAccessTokenHash(AccessTokenHash.compute(accessToken, algorithm, null));
    if (nonce != null) {
      claims.setNonce(nonce);
    }
    return sign(algorithm, claims);
  }

  private SignedJWT sign(JWSAlgorithm algorithm, IDTokenClaimsSet claims) {
    try {
      return keys.sign(algorithm, JOSEObjectType.JWT, claims.toJWTClaimsSet());
    } catch (ParseException e) {
      throw new IllegalStateException("claims that were just set do not read back", e);
    }
  }
}
