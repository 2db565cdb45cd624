package io.saoma.connector.wechat;

import io.saoma.connector.ConnectorSettings;
import io.saoma.connector.CredentialConnector;
import io.saoma.connector.Drawing;
import io.saoma.connector.Verification;

/** One mini-program. */
final class WeChatMiniProgram implements CredentialConnector {
  private final ConnectorSettings settings;
  private final LoginCodeExchange exchange;
  private final CodeDrawing drawing;

  WeChatMiniProgram(ConnectorSettings settings, LoginCodeExchange exchange, CodeDrawing drawing) {
    this.settings = settings;
    this.exchange = exchange;
    this.drawing = drawing;
  }

  @Override
  public ConnectorSettings settings() {
    return settings;
  }

  @Override
  public Verification verify(String credential) {
    return exchange.verify(credential);
  }

  @Override
  public Drawing draw(String scene) {
    return drawing.draw(scene);
  }
}
