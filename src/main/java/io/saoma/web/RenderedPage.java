package io.saoma.web;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A page ready to be sent, as {@code text/html; charset=utf-8}, only together with its policy.
 *
 * @param html the whole document
 * @param contentSecurityPolicy the header's value, which names the nonce that the document uses
 */
public record RenderedPage(String html, String contentSecurityPolicy) {

  /** The document as it goes over the wire. */
  public byte[] body() {
    return html.getBytes(UTF_8);
  }
}
