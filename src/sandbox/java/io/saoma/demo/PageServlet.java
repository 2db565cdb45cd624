package io.saoma.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pac4j.core.profile.ProfileManager;
import org.pac4j.jee.context.JEEContext;
import org.pac4j.jee.context.session.JEESessionStore;
import org.pac4j.oidc.profile.OidcProfile;

/** The one page: a button, or who is logged in. */
final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final String phoneUrl;

  /**
   * Makes the page.
   *
   * @param phoneUrl a phone to scan with, "" if there is none
   */
  PageServlet(String phoneUrl) {
    this.phoneUrl = phoneUrl;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Words words = Words.of(request);
    Optional<OidcProfile> profile =
        new ProfileManager(new JEEContext(request, response), new JEESessionStore())
            .getProfile(OidcProfile.class);
    String content =
        profile.map(person -> loggedIn(words, person)).orElseGet(() -> loggedOut(words, request));
    response.setContentType("text/html; charset=utf-8");
    response.setHeader("Vary", "Accept-Language");
    response.getWriter().write(page(words, content));
  }

  private static String page(Words words, String content) {
    return """
    <!doctype html>
    <html lang="%s">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <link rel="icon" href="shop.svg" type="image/svg+xml">
      <link rel="stylesheet" href="demo.css">
    </head>
    <body>
      <header>
        <img src="shop.svg" width="32" height="32" alt="">
        <b>%2$s</b>
        <a href="?lang=%s" lang="%3$s">%s</a>
      </header>
      <main>
    %s  </main>
    </body>
    </html>
    """
        .formatted(words.tag(), words.get("title"), words.otherTag(), words.get("other"), content);
  }

  private String loggedOut(Words words, HttpServletRequest request) {
    String notice =
        Notice.of(request)
            .map(Notice::wordsKey)
            .map(key -> "<p class=\"notice\" role=\"status\">" + words.get(key) + "</p>")
            .orElse("");
    return """
        <section class="welcome">
          %s<h1>%s</h1>
          <p>%s</p>
          <a class="button" id="login" href="login">
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9V7a3 3 0 0 1 3-3h2M15 4h2a3 3 0 0 1 3 3v2M20 15v2a3 3 0 0 1-3 3h-2M9 20H7a3 3 0 0 1-3-3v-2M4 12h16"/></svg>
            %s
          </a>
          <p class="quiet">%s</p>
          %s
        </section>
    """
        .formatted(
            notice,
            words.get("title"),
            words.get("tagline"),
            words.get("button"),
            words.get("button.small"),
            phoneUrl.isEmpty()
                ? ""
                : "<p><a href=\"%s\" target=\"_blank\" rel=\"noopener\">%s</a></p>"
                    .formatted(Html.text(phoneUrl), words.get("phone")));
  }

  private static String loggedIn(Words words, OidcProfile profile) {
    return """
        <section class="person">
          <h1>%s</h1>
          <p>%s</p>
          <table id="claims">
            <thead><tr><th scope="col">%s</th><th scope="col">%s</th></tr></thead>
            <tbody>
    %s        </tbody>
          </table>
          <details>
            <summary>%s</summary>
            <code id="token">%s</code>
          </details>
          <form method="post" action="logout"><button id="logout">%s</button></form>
        </section>
    """
        .formatted(
            words.get("welcome"),
            words.get("says"),
            words.get("claim"),
            words.get("value"),
            rows(Claims.of(profile)),
            words.get("token"),
            Html.text(profile.getIdTokenString()),
            words.get("logout"));
  }

  private static String rows(Map<String, String> claims) {
    return claims.entrySet().stream()
        .map(
            claim ->
                "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n"
                    .formatted(Html.text(claim.getKey()), Html.text(claim.getValue())))
        .collect(Collectors.joining());
  }
}
