package io.saoma.connector.wechat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Leaves an API alone after an answer that repeating cannot better: a spent quota, a wrong secret.
 * Until it is over, the same failure is the answer, and WeChat is not asked.
 */
final class Pause {
  private record Begun(Instant at, Failure failure) {}

  private final InstantSource clock;
  private final AtomicReference<@Nullable Begun> begun = new AtomicReference<>();

  Pause(InstantSource clock) {
    this.clock = clock;
  }

  /** Begins a pause if {@code failure} calls for one. */
  void after(Failure failure) {
    if (failure.kind().pauses()) {
      begun.set(new Begun(clock.instant(), failure));
    }
  }

  /** Why not to ask now. */
  Optional<Failure> current() {
    return Optional.ofNullable(begun.get()).filter(this::lasts).map(Begun::failure);
  }

  /** A clock that was set back must not make a pause longer. */
  private boolean lasts(Begun pause) {
    var elapsed = Duration.between(pause.at(), clock.instant());
    return !elapsed.isNegative() && elapsed.compareTo(pause.failure().kind().retryAfter()) < 0;
  }
}
