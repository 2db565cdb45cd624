package io.saoma.oauth;

import com.nimbusds.oauth2.sdk.ErrorObject;

/**
 * A protocol failure, thrown at the check that found it and turned into an answer in one place. The
 * error object is what the client may read; the message never leaves the log.
 */
public final class OAuthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorObject error;

  public OAuthException(ErrorObject error) {
    this(error, error.getCode());
  }

  /**
   * @param reason for the log only; must hold no secret
   */
  public OAuthException(ErrorObject error, String reason) {
    super(reason);
    this.error = error;
  }

  public ErrorObject error() {
    return error;
  }
}
