package io.saoma.web;

/** A fault that ends in a page; thrown at the check that found it. */
public final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final ErrorPage.Reason reason;

  public Trouble(int status, ErrorPage.Reason reason) {
    super(reason.name());
    this.status = status;
    this.reason = reason;
  }

  public int status() {
    return status;
  }

  public ErrorPage.Reason reason() {
    return reason;
  }
}
