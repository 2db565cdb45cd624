package io.saoma.client;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import java.util.List;

/**
 * What this server does for clients, said once: discovery announces these lists, and a client that
 * is declared with anything else is a fault. Relying parties trust what they read there.
 */
public final class Offered {
  public static final List<String> SCOPES = List.of("openid", "offline_access");

  public static final List<GrantType> GRANT_TYPES =
      List.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);

  public static final List<ResponseType> RESPONSE_TYPES = List.of(ResponseType.CODE);

  public static final List<ClientAuthenticationMethod> AUTHENTICATION_METHODS =
      List.of(
          ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
          ClientAuthenticationMethod.CLIENT_SECRET_POST,
          ClientAuthenticationMethod.NONE);

  public static final List<JWSAlgorithm> ID_TOKEN_ALGORITHMS =
      List.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  private Offered() {}
}
