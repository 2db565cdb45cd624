package io.saoma.client;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.oauth.OAuthException;
import io.saoma.web.Limiter;
import io.saoma.web.Peer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Counts failed client authentications of the last minute on this node. Secrets are too long to be
 * guessed; this keeps a guesser, or a client with a wrong setting, from costing more than it may.
 */
public final class FailedAttempts {
  /** How many failures a client may have from one network before it has to wait. */
  private static final int LIMIT = 30;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private static final ErrorObject SLOW_DOWN =
      new ErrorObject("slow_down", "Too many failed client authentications", 429);

  private final Limiter failures;

  public FailedAttempts(InstantSource clock) {
    this.failures = new Limiter(LIMIT, WINDOW, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
  }

  /**
   * Refuses an attempt beyond the limit.
   *
   * @throws OAuthException with status 429
   */
  void check(ClientID client, Peer peer) {
    if (failures.isSpent(key(client, peer))) {
      throw new OAuthException(SLOW_DOWN, "too many failures of one client and network");
    }
  }

  void count(ClientID client, Peer peer) {
    failures.take(key(client, peer));
  }

  private static String key(ClientID client, Peer peer) {
    return peer.prefix() + ' ' + client;
  }
}
