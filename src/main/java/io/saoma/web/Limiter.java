package io.saoma.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many takes for a key in a window, on this node. The window begins with a key's first take.
 * Bounded: an attacker with many keys only makes the oldest be forgotten.
 */
public final class Limiter {
  private static final int KEYS = 100_000;

  private final int takes;
  private final Duration window;
  private final Cache<String, AtomicInteger> counts;

  public Limiter(int takes, Duration window, Ticker ticker) {
    this.takes = takes;
    this.window = window;
    this.counts =
        Caffeine.newBuilder().maximumSize(KEYS).expireAfterWrite(window).ticker(ticker).build();
  }

  /** Takes once; false when the key has none left. */
  public boolean take(String key) {
    return count(key).incrementAndGet() <= takes;
  }

  /** Whether the key has none left. */
  public boolean isSpent(String key) {
    var count = counts.getIfPresent(key);
    return count != null && count.get() >= takes;
  }

  /** The longest time until the key has takes again. */
  public Duration window() {
    return window;
  }

  private AtomicInteger count(String key) {
    return counts.get(key, absent -> new AtomicInteger());
  }
}
