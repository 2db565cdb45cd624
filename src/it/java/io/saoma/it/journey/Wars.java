package io.saoma.it.journey;

import io.saoma.it.container.War;
import io.saoma.jpa.TestDatabase;
import io.saoma.sandbox.SandboxServer;
import java.net.URI;
import org.jboss.shrinkwrap.api.GenericArchive;

/** Saoma, its sandbox and the demo site as a newcomer runs them, and two more sites. */
final class Wars {
  /** The demo site: confidential, with a verified domain. */
  static final String DEMO = "demo-shop";

  /** Public, may keep refresh tokens, nobody has verified its domain. */
  static final String CLUB = "club";

  /** Public, asks everybody for the digits. */
  static final String BANK = "bank";

  private static final String DEMO_SECRET = "sample-demo-secret-of-the-journeys-0123456789";

  private static final String SETTINGS =
      """
      saoma.issuer = {main}
      saoma.development = true
      saoma.data = {dir}/data
      saoma.clients = {dir}/clients.json
      saoma.connectors = {dir}/connectors.json
      saoma.pictures-per-minute = 4500
      """;

  private static final String CLIENTS =
      """
      [
        {"client_id":"demo-shop","client_secret":"%s","client_name":"Demo Shop",
         "client_name#zh-CN":"演示小店","redirect_uris":["{demo}/callback"],
         "token_endpoint_auth_method":"client_secret_basic","grant_types":["authorization_code"],
         "response_types":["code"],"scope":"openid","saoma_owner":"owner",
         "saoma_verified_domain":"demo-shop.localhost"},
        {"client_id":"club","client_name":"Club","redirect_uris":["%s"],
         "token_endpoint_auth_method":"none",
         "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
         "scope":"openid offline_access","saoma_owner":"owner"},
        {"client_id":"bank","client_name":"Bank","redirect_uris":["%s"],
         "token_endpoint_auth_method":"none","grant_types":["authorization_code"],
         "response_types":["code"],"scope":"openid","saoma_owner":"owner",
         "saoma_type_back":"always","saoma_verified_domain":"bank.localhost"}
      ]
      """;

  private static final String CONNECTORS =
      """
      [{"id":"wechat","kind":"wechat-miniprogram","owner":"owner","appid":"%s","secret":"%s",
        "page":"%s","base_url":"{main}/sandbox","open_platform":"one","pool":0}]
      """
          .formatted(SandboxServer.APPID, SandboxServer.SECRET, SandboxServer.PAGE);

  private static final String APPS =
      """
      [{"appid":"%s","secret":"%s","name":"扫码登录","pages":["%s"],"open_platform":"one",
        "saoma_url":"{main}"}]
      """
          .formatted(SandboxServer.APPID, SandboxServer.SECRET, SandboxServer.PAGE);

  private Wars() {}

  /** At the root of the port {@code main}; {@code site} is where the two more sites answer. */
  static GenericArchive saoma(URI site) {
    return saoma(site, "");
  }

  /** The same on another database than its own file. */
  static GenericArchive saoma(URI site, TestDatabase database) {
    return saoma(
        site,
        """
        saoma.database.url = %s
        saoma.database.user = %s
        saoma.sealing-key = c2VhbGluZyBrZXkgb2YgdGhlIHRlc3RzLCAzMiBieXQ=
        """
            .formatted(database.settings().url(), database.settings().user()));
  }

  private static GenericArchive saoma(URI site, String settings) {
    return War.saoma(SETTINGS + settings)
        .file("clients.json", CLIENTS.formatted(DEMO_SECRET, site, site))
        .file("connectors.json", CONNECTORS)
        .archive();
  }

  /** At {@code /sandbox} of the same port. */
  static GenericArchive sandbox() {
    return War.sandbox()
        .file("apps.json", APPS)
        .parameter("saoma.sandbox.apps", "{dir}/apps.json")
        .archive();
  }

  /** At the root of a port of its own: to a browser, another origin. */
  static GenericArchive demo() {
    return War.demo()
        .parameter("saoma.demo.issuer", "{main}")
        .parameter("saoma.demo.client_id", DEMO)
        .parameter("saoma.demo.client_secret", DEMO_SECRET)
        .parameter("saoma.demo.base_url", "{demo}")
        .parameter("saoma.demo.phone_url", "{main}/sandbox/phone/")
        .archive();
  }
}
