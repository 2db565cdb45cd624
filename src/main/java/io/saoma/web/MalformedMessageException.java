package io.saoma.web;

/** A message whose form is wrong; its text is fixed words that its sender may read. */
public final class MalformedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(message);
  }
}
