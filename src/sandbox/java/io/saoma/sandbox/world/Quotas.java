package io.saoma.sandbox.world;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts calls against the limits; a control call may lower a limit, to make it easy to meet. */
public final class Quotas {
  private static final Duration CHINA = Duration.ofHours(8);

  private record Counter(Quota quota, String key) {}

  private record Count(long window, int calls) {}

  private final Map<Counter, Count> counts = new ConcurrentHashMap<>();
  private final Map<Quota, Integer> limits = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public Quotas(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts one call, unless the limit of this minute or day is reached: then false. */
  public boolean take(Quota quota, String key) {
    long window = clock.instant().plus(CHINA).toEpochMilli() / quota.window().toMillis();
    int limit = limit(quota);
    boolean[] taken = {false};
    counts.compute(
        new Counter(quota, key),
        (counter, count) -> {
          int calls = count == null || count.window() != window ? 0 : count.calls();
          taken[0] = calls < limit;
          return new Count(window, taken[0] ? calls + 1 : calls);
        });
    return taken[0];
  }

  public int limit(Quota quota) {
    return limits.getOrDefault(quota, quota.documented());
  }

  public void limit(Quota quota, int calls) {
    limits.put(quota, calls);
  }
}
