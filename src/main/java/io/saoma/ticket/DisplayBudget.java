package io.saoma.ticket;

import com.github.benmanes.caffeine.cache.Ticker;
import io.saoma.web.Limiter;
import io.saoma.web.Peer;
import java.time.Duration;

/**
 * How many pictures may be asked for on this node: by one network, so that a flood leaves the quota
 * to the others, and in all, so that the upstream's limit of 5,000 a minute is never reached.
 */
public final class DisplayBudget {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int IN_ALL = 4_500;
  private static final String ALL = "all";

  private final Limiter networks;
  private final Limiter all;

  /** A budget with so many pictures a minute for one network. */
  public DisplayBudget(int perNetwork, Ticker ticker) {
    this.networks = new Limiter(perNetwork, WINDOW, ticker);
    this.all = new Limiter(IN_ALL, WINDOW, ticker);
  }

  /** Takes one picture; false when the network, or this node, has had its share. */
  boolean take(Peer peer) {
    return networks.take(peer.prefix()) && all.take(ALL);
  }

  /** After which there are pictures again. */
  Duration retryAfter() {
    return WINDOW;
  }
}
