package io.saoma.sandbox.json;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A request that found its route. */
public final class Exchange {
  private final HttpServletRequest request;
  private final String segment;

  Exchange(HttpServletRequest request, String segment) {
    this.request = request;
    this.segment = segment;
  }

  /** The path's segment that the route wrote in braces. */
  public String segment() {
    return segment;
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(request.getParameter(name));
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /** The body as one JSON object with no members but these. */
  public Members members(String... known) {
    return Members.of(body(1 << 20), known);
  }

  /**
   * The body.
   *
   * @throws Refusal 413 if it is longer than {@code limit} bytes
   */
  public byte[] body(int limit) {
    try {
      byte[] bytes = request.getInputStream().readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new Refusal(413, "too_large", "the body is longer than " + limit + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
