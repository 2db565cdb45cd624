package io.saoma.web;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseMode;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a browser is sent: pages with their policies, and redirects that carry nothing on. */
public final class FrontChannel {
  private static final String HTML = "text/html; charset=utf-8";

  private final Pages pages;
  private final String issuer;
  private final String base;

  /**
   * Sends pages of one deployment.
   *
   * @param issuer the configured address, without a trailing slash
   */
  public FrontChannel(Pages pages, URI issuer) {
    this.pages = pages;
    this.issuer = issuer.toString();
    this.base = issuer.getRawPath();
  }

  /** The context path: empty, or {@code /ctx}. */
  public String base() {
    return base;
  }

  /** A page. */
  public ResponseBuilder page(int status, Page page) {
    var rendered = pages.render(page);
    return Response.status(status)
        .header("Content-Security-Policy", rendered.contentSecurityPolicy())
        .type(HTML)
        .entity(rendered.body());
  }

  /**
   * A page of our own, by its path below the context; a POST is never repeated there. The address
   * is the configured one, whatever host the request named.
   */
  public ResponseBuilder seeOther(String path) {
    return Response.status(Response.Status.SEE_OTHER).header("Location", issuer + path);
  }

  /** An answer to a site: 303, because a 307 would send a form's body on (RFC 9700 §4.12). */
  public ResponseBuilder answer(AuthorizationResponse response, Language language) {
    if (ResponseMode.FORM_POST.equals(response.getResponseMode())) {
      return page(200, formPost(response, language));
    }
    return Response.status(Response.Status.SEE_OTHER)
        .header("Location", response.toURI().toString());
  }

  /** An error that goes to its site only when the person says so. */
  public ResponseBuilder askBefore(AuthorizationResponse response, Site site, Language language) {
    var status = Response.Status.BAD_REQUEST.getStatusCode();
    return page(
        status,
        ResponseMode.FORM_POST.equals(response.getResponseMode())
            ? new LeavePage(
                language, base, site, response.getRedirectionURI(), parameters(response))
            : new LeavePage(language, base, site, response.toURI(), Map.of()));
  }

  private Page formPost(AuthorizationResponse response, Language language) {
    return new FormPostPage(language, base, response.getRedirectionURI(), parameters(response));
  }

  private static Map<String, String> parameters(AuthorizationResponse response) {
    var parameters = new LinkedHashMap<String, String>();
    response.toParameters().forEach((name, values) -> parameters.put(name, values.get(0)));
    return parameters;
  }
}
