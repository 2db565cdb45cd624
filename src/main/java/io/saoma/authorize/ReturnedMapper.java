package io.saoma.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import io.saoma.interaction.ReturnedException;
import io.saoma.web.CurrentRequest;
import io.saoma.web.FrontChannel;
import io.saoma.web.Site;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Tells a site what was wrong with its request (OIDC Core §3.1.2.6). A site that nobody vouches for
 * gets no automatic redirect out of a faulty link: the person sees where it leads and clicks, or
 * does not (RFC 9700 §4.11.2).
 */
public final class ReturnedMapper implements ExceptionMapper<ReturnedException> {
  private final CurrentRequest request;
  private final FrontChannel frontChannel;

  public ReturnedMapper(CurrentRequest request, FrontChannel frontChannel) {
    this.request = request;
    this.frontChannel = frontChannel;
  }

  @Override
  public Response toResponse(ReturnedException returned) {
    var language = request.language();
    var response = returned.returnAddress().error(returned.error());
    var shown = returned.client().presentation();
    if (shown.isVerified() || !opensPage(response)) {
      return frontChannel.answer(response, language).build();
    }
    var site = new Site(shown.name(language), null, shown.accent());
    return frontChannel.askBefore(response, site, language).build();
  }

  /** A native application's own scheme opens no page of a stranger. */
  private static boolean opensPage(AuthorizationResponse response) {
    var scheme = response.getRedirectionURI().getScheme();
    return "https".equals(scheme) || "http".equals(scheme);
  }
}
