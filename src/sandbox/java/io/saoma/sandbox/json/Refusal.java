package io.saoma.sandbox.json;

/** A request that is not done: the status and the two members of the error answer. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String error;

  public Refusal(int status, String error, String description) {
    super(description, null, false, false);
    this.status = status;
    this.error = error;
  }

  public static Refusal invalid(String description) {
    return new Refusal(400, "invalid_request", description);
  }

  public static Refusal notFound(String what) {
    return new Refusal(404, "not_found", what);
  }

  public int status() {
    return status;
  }

  /** The word a program branches on. */
  public String error() {
    return error;
  }

  /** The sentence a person reads. */
  public String description() {
    return String.valueOf(getMessage());
  }
}
