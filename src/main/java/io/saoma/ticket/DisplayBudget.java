package io.saoma.ticket;

import com.github.benmanes.caffeine.cache.Ticker;
import io.saoma.web.Limiter;
import io.saoma.web.Peer;
import java.time.Duration;

/**
 * How many pictures this node asks for in a minute. An upstream's quota is an app's (5,000 a minute
 * at WeChat) and shared by everybody who signs in by it: one network and one site get a part of it,
 * and what is drawn ahead leaves something for pages that wait.
 */
public final class DisplayBudget {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int OF_CONNECTOR = 4_500;

  /** What is drawn ahead, so that a page which finds the pool empty is still drawn one. */
  private static final int AHEAD = 3_000;

  /** What one site of several may take of a connector. */
  private static final int OF_CLIENT = 2_250;

  private final Limiter networks;
  private final Limiter connectors;
  private final Limiter ahead;
  private final Limiter clients;

  /**
   * A budget.
   *
   * @param perNetwork pictures a minute for one network
   * @param sites how many there are: a single one has nobody to leave anything to
   */
  public DisplayBudget(int perNetwork, int sites, Ticker ticker) {
    this.networks = new Limiter(perNetwork, WINDOW, ticker);
    this.connectors = new Limiter(OF_CONNECTOR, WINDOW, ticker);
    this.ahead = new Limiter(AHEAD, WINDOW, ticker);
    this.clients = new Limiter(sites > 1 ? OF_CLIENT : OF_CONNECTOR, WINDOW, ticker);
  }

  /** Takes one picture of a network's share. */
  boolean take(Peer peer) {
    return networks.take(peer.prefix());
  }

  /** Takes one picture, from the pool or not, of the client's share of a connector. */
  boolean takeForClient(String connectorId, String clientId) {
    return clients.take(connectorId + " " + clientId);
  }

  /** Takes one drawing of the connector's for a page that waits. */
  boolean takeDrawing(String connectorId) {
    return connectors.take(connectorId);
  }

  /** Takes one drawing of the connector's for the pool. */
  boolean takeAhead(String connectorId) {
    return ahead.take(connectorId) && connectors.take(connectorId);
  }

  /** After which there are pictures again. */
  Duration retryAfter() {
    return WINDOW;
  }
}
