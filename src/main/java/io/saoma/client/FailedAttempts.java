package io.saoma.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.oauth.OAuthException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts failed client authentications of the last minute on this node. Secrets are too long to be
 * guessed; this keeps a guesser, or a client with a wrong setting, from costing more than it may.
 */
public final class FailedAttempts {
  /** How many failures a client may have from one address before it has to wait. */
  static final int LIMIT = 30;

  /** How long they count. */
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int MOST_REMEMBERED = 20_000;
  private static final ErrorObject SLOW_DOWN =
      new ErrorObject("slow_down", "Too many failed client authentications", 429);

  private final Cache<Source, AtomicInteger> counts;

  public FailedAttempts(InstantSource clock) {
    this.counts =
        Caffeine.newBuilder()
            .expireAfterWrite(WINDOW)
            // Bounded: an attacker names as many clients as it likes.
            .maximumSize(MOST_REMEMBERED)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /**
   * Refuses an attempt beyond the limit.
   *
   * @throws OAuthException with status 429
   */
  void check(ClientID client, String address) {
    var count = counts.getIfPresent(new Source(client, address));
    if (count != null && count.get() >= LIMIT) {
      throw new OAuthException(SLOW_DOWN, "too many failures of one client and address");
    }
  }

  void count(ClientID client, String address) {
    counts.get(new Source(client, address), first -> new AtomicInteger()).incrementAndGet();
  }

  private record Source(ClientID client, String address) {}
}
