package io.saoma.connector;

/**
 * An upstream whose phone app brings a credential (a mini-program). Safe for use by many threads.
 */
public interface CredentialConnector {
  /** What the operator declared. */
  ConnectorSettings settings();

  /**
   * Exchanges a one-time credential for the identity of its bearer. The credential is spent by the
   * call, whatever comes of it; it is never tried twice.
   */
  Verification verify(String credential);

  /**
   * Asks for a picture that opens the app with {@code scene}.
   *
   * @param scene 1 to 32 characters of {@code [A-Za-z0-9_-]}
   */
  Drawing draw(String scene);
}
