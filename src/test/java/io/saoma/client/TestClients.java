package io.saoma.client;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.client.Client.Permissions;
import io.saoma.oauth.Sha256;
import io.saoma.web.Language;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Clients for tests: one of each kind, each with its own redirect URI. */
public final class TestClients {
  /** The secret of every confidential one. */
  public static final String SECRET = "0123456789-0123456789_0123456789";

  /** A web application that may refresh. */
  public static final Client WEB =
      client("web", ClientAuthenticationMethod.CLIENT_SECRET_BASIC, "openid offline_access");

  /** Another, of the same owner, that sends its secret in the body. */
  public static final Client POST =
      client("post", ClientAuthenticationMethod.CLIENT_SECRET_POST, "openid offline_access");

  /** A single-page application: no secret. */
  public static final Client SPA =
      client("spa", ClientAuthenticationMethod.NONE, "openid offline_access");

  /** It may use codes only, and its ID tokens are signed with ES256. */
  public static final Client CODE_ONLY =
      new Client(
          new ClientID("code-only"),
          "shop",
          "shop",
          credential(ClientAuthenticationMethod.CLIENT_SECRET_BASIC),
          redirectUris("code-only"),
          new Permissions(
              Set.of(GrantType.AUTHORIZATION_CODE), new Scope("openid"), JWSAlgorithm.ES256, true),
          new ScanPolicy(List.of(), TypeBack.ADAPTIVE, false),
          presentation("code-only"));

  private TestClients() {}

  /** All of them. */
  public static Clients all() {
    return new Clients(List.of(WEB, POST, SPA, CODE_ONLY));
  }

  /** The redirect URI of {@code client}. */
  public static String redirectUri(Client client) {
    return client.redirectUris().registered().get(0);
  }

  private static Client client(String id, ClientAuthenticationMethod method, String scope) {
    return new Client(
        new ClientID(id),
        "operator",
        "operator",
        credential(method),
        redirectUris(id),
        new Permissions(
            Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN),
            Scope.parse(scope),
            JWSAlgorithm.RS256,
            false),
        new ScanPolicy(List.of(), TypeBack.ADAPTIVE, false),
        presentation(id));
  }

  private static ClientCredential credential(ClientAuthenticationMethod method) {
    @Nullable String hash =
        method.equals(ClientAuthenticationMethod.NONE) ? null : Sha256.of(SECRET);
    return new ClientCredential(method, hash);
  }

  private static RedirectUris redirectUris(String id) {
    return new RedirectUris(List.of("https://" + id + ".example/callback"), false);
  }

  private static Presentation presentation(String id) {
    return new Presentation(
        Map.of(Language.EN, id),
        null,
        new Presentation.Links(null, null, null, null),
        List.of(),
        null);
  }
}
