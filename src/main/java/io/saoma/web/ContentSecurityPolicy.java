package io.saoma.web;

/** The value of a page's {@code Content-Security-Policy} header. */
final class ContentSecurityPolicy {
  private ContentSecurityPolicy() {}

  /**
   * Everything is refused but the page's own nonce and its own origin. Chromium applies {@code
   * form-action} to every hop of the redirect that follows a form, the site's own hops too, so a
   * page that leads to a site goes without it; its forms name Saoma's own paths or an address that
   * was validated before.
   */
  static String of(Page page, String nonce) {
    return "default-src 'none'; script-src 'nonce-"
        + nonce
        + "' 'strict-dynamic'; style-src 'nonce-"
        + nonce
        + "'; img-src 'self'; connect-src 'self'; base-uri 'none'; object-src 'none'; "
        + (page.leadsToSite() ? "" : "form-action 'self'; ")
        + "frame-ancestors 'none'";
  }
}
