package io.saoma.token;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.saoma.client.Client;
import io.saoma.issuance.AuthorizationCodes;
import io.saoma.issuance.TokenIssuer;
import io.saoma.oauth.OAuthException;
import io.saoma.web.Parameters;

/** RFC 6749 §4.1.3. */
final class AuthorizationCodeGrant implements TokenGrant {
  private final AuthorizationCodes codes;
  private final TokenIssuer tokens;

  AuthorizationCodeGrant(AuthorizationCodes codes, TokenIssuer tokens) {
    this.codes = codes;
    this.tokens = tokens;
  }

  @Override
  public GrantType type() {
    return GrantType.AUTHORIZATION_CODE;
  }

  @Override
  public OIDCTokens tokens(Client client, TokenRequest request, Parameters form) {
    var grant = (com.nimbusds.oauth2.sdk.AuthorizationCodeGrant) request.getAuthorizationGrant();
    if (form.has("code_verifier") && grant.getCodeVerifier() == null) {
      // Elsewhere an empty value counts as omitted; here that was a way around PKCE.
      throw new OAuthException(
          OAuth2Error.INVALID_REQUEST.setDescription("code_verifier is empty"));
    }
    var redirectUri = // As it was sent: what a URI type makes of it is not what was registered.
        form.get("redirect_uri")
            .orElseThrow(
                () ->
                    new OAuthException(
                        OAuth2Error.INVALID_REQUEST.setDescription("redirect_uri is missing")));
    return tokens.issue(
        client,
        codes.redeem(grant.getAuthorizationCode(), client, redirectUri, grant.getCodeVerifier()));
  }
}
