package io.saoma.oauth;

/**
 * The database does not answer in time, or takes nothing: whoever asked may ask again, and gets
 * then what is true. Nothing is half done.
 */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason for the log only; must hold no secret
   */
  public UnavailableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
