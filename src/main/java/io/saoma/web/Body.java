package io.saoma.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The bytes that came with a request, and never more of them than it may have. */
final class Body {
  private static final int TOO_LARGE = 413;

  private Body() {}

  /**
   * All of them; nothing when they end early.
   *
   * @throws Trouble 413 when there are more
   */
  static Optional<byte[]> read(InputStream body, int longest) {
    try {
      var bytes = body.readNBytes(longest + 1);
      if (bytes.length > longest) {
        throw new Trouble(TOO_LARGE, ErrorPage.Reason.INVALID_REQUEST);
      }
      return Optional.of(bytes);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
