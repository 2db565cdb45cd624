package io.saoma.connector.wechat;

import io.saoma.connector.ConnectorSecret;
import io.saoma.connector.ConnectorSettings;
import java.net.URI;
import java.util.Optional;

/** Settings for tests. */
final class Connectors {
  static final String APP_ID = "wx00000000000000a1";
  static final String SECRET = "canary-of-the-AppSecret+&=%";

  private Connectors() {}

  static ConnectorSettings at(URI url) {
    return of(APP_ID, url, Optional.of("open1"));
  }

  static ConnectorSettings of(String appId, URI url, Optional<String> openPlatform) {
    return new ConnectorSettings(
        "main",
        "wechat-miniprogram",
        "operator",
        appId,
        new ConnectorSecret(SECRET),
        "trial",
        false,
        "pages/login/index",
        url,
        openPlatform,
        Optional.empty(),
        0);
  }
}
