package io.saoma.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sandbox's time: real time plus whatever it was told to jump, so that nothing has to sleep.
 */
public final class SandboxClock implements InstantSource {
  private final InstantSource real;
  private final AtomicLong aheadMillis = new AtomicLong();

  public SandboxClock(InstantSource real) {
    this.real = real;
  }

  @Override
  public Instant instant() {
    return real.instant().plusMillis(aheadMillis.get());
  }

  /** Jumps; a negative amount jumps back. */
  public void advance(Duration amount) {
    aheadMillis.addAndGet(amount.toMillis());
  }
}
