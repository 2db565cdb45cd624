package io.saoma.token;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.saoma.client.Client;
import io.saoma.issuance.RefreshTokens;
import io.saoma.issuance.TokenIssuer;
import io.saoma.web.Parameters;

/** RFC 6749 §6. */
final class RefreshTokenGrant implements TokenGrant {
  private final RefreshTokens refreshTokens;
  private final TokenIssuer tokens;

  RefreshTokenGrant(RefreshTokens refreshTokens, TokenIssuer tokens) {
    this.refreshTokens = refreshTokens;
    this.tokens = tokens;
  }

  @Override
  public GrantType type() {
    return GrantType.REFRESH_TOKEN;
  }

  @Override
  public OIDCTokens tokens(Client client, TokenRequest request, Parameters form) {
    var grant = (com.nimbusds.oauth2.sdk.RefreshTokenGrant) request.getAuthorizationGrant();
    return tokens.issue(
        client, refreshTokens.refresh(grant.getRefreshToken(), client, request.getScope()));
  }
}
