package io.saoma.ticket;

import java.time.Duration;

/** How long a ticket may stay in each state, judged by the database's clock. */
public final class Deadlines {
  /** In the pool: the picture never expires upstream, so only we can let it. */
  public static final Duration POOLED = Duration.ofMinutes(30);

  public static final Duration DISPLAYED = Duration.ofMinutes(2);

  /** When a visible page asks for the next picture. */
  public static final Duration ROTATE = Duration.ofSeconds(100);

  /** What remains of a picture that has been replaced: a camera may be pointing at it. */
  public static final Duration OVERLAP = Duration.ofSeconds(20);

  public static final Duration SCANNED = Duration.ofMinutes(3);

  /** From display to confirmation, whatever happens in between. */
  public static final Duration HARD = Duration.ofMinutes(8);

  public static final Duration TYPED_CODE = Duration.ofMinutes(8);

  public static final Duration AWAIT_TYPEBACK = Duration.ofMinutes(1);

  public static final Duration CONFIRMED = Duration.ofSeconds(30);

  private Deadlines() {}
}
