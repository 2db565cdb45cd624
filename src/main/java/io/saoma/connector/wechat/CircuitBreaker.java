package io.saoma.connector.wechat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stops asking an upstream that does not answer, so that people learn it at once instead of after
 * the whole budget, and request threads are not held. After a while one call is let through to see
 * whether it is back. Shared by all calls to one base URL.
 */
final class CircuitBreaker {
  /**
   * @param window how many of the last calls count, at most 32
   * @param failures how many of them open the circuit
   * @param openFor how long nothing is asked
   */
  record Thresholds(int window, int failures, Duration openFor) {
    static final Thresholds STANDARD = new Thresholds(20, 10, Duration.ofSeconds(5));

    /** The outcomes that still count, one bit each. */
    private int mask() {
      return -1 >>> (Integer.SIZE - window);
    }
  }

  private sealed interface State {}

  /**
   * @param outcomes the last calls, the newest in the lowest bit, 1 for a failure
   * @param era counts the openings: a call that began before one says nothing about now
   */
  private record Closed(int outcomes, int era) implements State {}

  private record Open(Instant since, int era) implements State {}

  private record Probing(int era) implements State {}

  private final Thresholds thresholds;
  private final InstantSource clock;
  private final AtomicReference<State> state = new AtomicReference<>(new Closed(0, 0));

  CircuitBreaker(Thresholds thresholds, InstantSource clock) {
    this.thresholds = thresholds;
    this.clock = clock;
  }

  /** Leave to make one call, which must report; none while the circuit is open. */
  Optional<Permit> acquire() {
    while (true) {
      var now = state.get();
      if (now instanceof Closed closed) {
        return Optional.of(new Permit(closed.era()));
      }
      if (!(now instanceof Open open) || !isOver(open)) {
        return Optional.empty();
      }
      if (state.compareAndSet(open, new Probing(open.era()))) {
        return Optional.of(new Permit(open.era()));
      }
    }
  }

  /** Leave to make one call. */
  final class Permit {
    private final int era;

    private Permit(int era) {
      this.era = era;
    }

    /** Says what came of the call: whether the upstream gave an answer of any meaning. */
    void report(boolean answered) {
      state.updateAndGet(now -> after(now, era, answered));
    }
  }

  private State after(State now, int era, boolean answered) {
    if (now instanceof Closed closed && closed.era() == era) {
      var outcomes = ((closed.outcomes() << 1) | (answered ? 0 : 1)) & thresholds.mask();
      return Integer.bitCount(outcomes) < thresholds.failures()
          ? new Closed(outcomes, era)
          : new Open(clock.instant(), era + 1);
    }
    if (now instanceof Probing probing && probing.era() == era) {
      return answered ? new Closed(0, era) : new Open(clock.instant(), era + 1);
    }
    return now;
  }

  /** A clock that was set back must not keep the circuit open for as long as it leapt. */
  private boolean isOver(Open open) {
    var elapsed = Duration.between(open.since(), clock.instant());
    return elapsed.isNegative() || elapsed.compareTo(thresholds.openFor()) >= 0;
  }
}
