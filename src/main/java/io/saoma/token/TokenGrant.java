package io.saoma.token;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.saoma.client.Client;
import io.saoma.web.Parameters;

/** One way to get tokens. */
interface TokenGrant {
  /** The {@code grant_type} it serves. */
  GrantType type();

  /**
   * The tokens that {@code request} is good for.
   *
   * @param client who sent it, authenticated, and registered for this grant type
   * @throws io.saoma.oauth.OAuthException with the error of RFC 6749 §5.2
   */
  OIDCTokens tokens(Client client, TokenRequest request, Parameters form);
}
