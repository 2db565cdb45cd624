package io.saoma.authorize;

import io.saoma.interaction.ReturnedException;
import io.saoma.web.CurrentRequest;
import io.saoma.web.FrontChannel;
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
    return frontChannel.answer(returned.returnAddress().error(returned.error()), language).build();
  }
}
