package io.saoma.jpa;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * The wall clock of the embedded database, called from SQL as {@code clock_timestamp()}. It runs
 * inside the database, which is why it may read the system's clock.
 */
public final class H2Clock {
  private H2Clock() {}

  /** The present moment, in every call anew. */
  public static OffsetDateTime now() {
    return OffsetDateTime.now(ZoneOffset.UTC);
  }
}
