package io.saoma.launch;

/** The command line is wrong; the message says what to write instead. */
public final class ArgumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ArgumentException(String message) {
    super(message);
  }
}
