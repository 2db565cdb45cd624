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
   * Judges by {@code Sec-Fetch-Site} and {@code Origin}, which no page can set. A form post of a
   * page that gives no referrer has the origin {@code null}: it counts only beside a {@code
   * Sec-Fetch-Site} that says where it came from. A client that sends neither is no browser of
   * today; its token decides.
   */
  public boolean allows(HttpServletRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    var sentFrom = request.getHeader("Origin");
    if (site == null) {
      return sentFrom == null || sentFrom.equals(origin);
    }
    return "same-origin".equals(site)
        && (sentFrom == null || sentFrom.equals(origin) || "null".equals(sentFrom));
  }
}
