package io.saoma.interaction;

import io.saoma.web.ErrorPage;

/** A request whose site is unknown or unproven: the person is told, and nothing is redirected. */
public final class UnsafeRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorPage.Reason reason;

  public UnsafeRequestException(ErrorPage.Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  public ErrorPage.Reason reason() {
    return reason;
  }
}
