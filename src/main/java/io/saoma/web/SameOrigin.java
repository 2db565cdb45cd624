package io.saoma.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Whether a form was sent from our own page. A token guards every form too; this stops a forged
 * post before anything of it is looked at.
 */
public final class SameOrigin {
  private final String origin;

  /** For pages of {@code origin}: scheme, host and port as a browser writes them. */
  public SameOrigin(String origin) {
    this.origin = origin;
  }

  /**
   * Judges by {@code Sec-Fetch-Site}, which no page can set; only where it is missing by {@code
   * Origin}, which is {@code null} in a form post of a page that gives no referrer. A client that
   * sends neither is no browser of today; its token decides.
   */
  public boolean allows(HttpServletRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return "same-origin".equals(site);
    }
    var sentFrom = request.getHeader("Origin");
    return sentFrom == null || sentFrom.equals(origin);
  }
}
