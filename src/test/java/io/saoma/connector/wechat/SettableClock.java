package io.saoma.connector.wechat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes when a test says so. */
final class SettableClock implements InstantSource {
  private final AtomicReference<Duration> elapsed = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant instant() {
    return Instant.parse("2026-11-11T11:11:11Z").plus(elapsed.get());
  }

  void advance(Duration length) {
    elapsed.accumulateAndGet(length, Duration::plus);
  }
}
