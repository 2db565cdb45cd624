package io.saoma.ticket;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A phone's step that was not taken; mapped to an answer in one place. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;
  private final @Nullable Duration retryAfter;

  public RefusedException(Refusal refusal) {
    this(refusal, null);
  }

  /**
   * A refusal for now.
   *
   * @param retryAfter when it is worth trying again
   */
  public RefusedException(Refusal refusal, @Nullable Duration retryAfter) {
    super(refusal.name());
    this.refusal = refusal;
    this.retryAfter = retryAfter;
  }

  public Refusal refusal() {
    return refusal;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
