package io.saoma.client;

import io.saoma.web.Limiter;
import io.saoma.web.Peer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Counts failed client authentications of the last minute on this node. Secrets are too long to be
 * guessed; this tells a guesser, or a client with a wrong setting, to slow down. It never refuses a
 * right secret: a neighbour's failures would lock out a client that shares its network.
 */
public final class FailedAttempts {
  /** How many failures a client may have from one network before it has to wait. */
  private static final int LIMIT = 30;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Limiter failures;

  public FailedAttempts(InstantSource clock) {
    this.failures = new Limiter(LIMIT, WINDOW, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
  }

  /**
   * Counts a failure.
   *
   * @param client whom the caller claimed to be, where it exists: ids that do not are one bucket,
   *     because an attacker makes up as many, and as long, as it likes
   * @return whether there have been too many
   */
  boolean count(Optional<Client> client, Peer peer) {
    var claimed = client.map(known -> known.id().getValue()).orElse("");
    return !failures.take(peer.prefix() + ' ' + claimed);
  }
}
