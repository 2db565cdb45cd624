package io.saoma.connector.wechat;

import io.saoma.connector.ConnectorFactory;
import io.saoma.connector.ConnectorSettings;
import io.saoma.connector.CredentialConnector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Makes the connectors of kind {@code wechat-miniprogram}. Those with one base URL share its
 * connections and its circuit breaker; each has its own token and its own pauses.
 */
public final class WeChatConnectorFactory implements ConnectorFactory {
  private final Limits limits;
  private final UnaryOperator<HttpClient.Builder> tls;
  private final Map<URI, Upstream> upstreams = new ConcurrentHashMap<>();

  public WeChatConnectorFactory() {
    this(Limits.STANDARD, UnaryOperator.identity());
  }

  WeChatConnectorFactory(Limits limits, UnaryOperator<HttpClient.Builder> tls) {
    this.limits = limits;
    this.tls = tls;
  }

  @Override
  public String kind() {
    return "wechat-miniprogram";
  }

  @Override
  public CredentialConnector create(ConnectorSettings settings, InstantSource clock) {
    var upstream =
        upstreams.computeIfAbsent(settings.baseUrl(), url -> new Upstream(url, limits, clock, tls));
    var api = new WeChatApi(upstream, limits);
    var alarm = new Alarm(settings.id(), clock);
    var tokens = new AccessTokenKeeper(() -> api.stableToken(settings), alarm, clock);
    return new WeChatMiniProgram(
        settings,
        new LoginCodeExchange(settings, api, limits, alarm, clock),
        new CodeDrawing(settings, api, tokens, limits, alarm, clock));
  }

  @Override
  public void close() {
    upstreams.values().forEach(Upstream::close);
    upstreams.clear();
  }
}
