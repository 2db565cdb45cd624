package io.saoma.web;

import java.time.Duration;
import java.util.Optional;

/** A fault that ends in a page; thrown at the check that found it. */
public final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final ErrorPage.Reason reason;
  private final transient Optional<Duration> retryAfter;

  public Trouble(int status, ErrorPage.Reason reason) {
    this(status, reason, Optional.empty());
  }

  /** A fault that is over after a while. */
  public Trouble(int status, ErrorPage.Reason reason, Duration retryAfter) {
    this(status, reason, Optional.of(retryAfter));
  }

  private Trouble(int status, ErrorPage.Reason reason, Optional<Duration> retryAfter) {
    super(reason.name());
    this.status = status;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public int status() {
    return status;
  }

  public ErrorPage.Reason reason() {
    return reason;
  }

  /** After which it is worth trying again. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
