package io.saoma.authorize;

import io.saoma.interaction.UnsafeRequestException;
import io.saoma.oauth.Secrets;
import io.saoma.web.CurrentRequest;
import io.saoma.web.ErrorPage;
import io.saoma.web.FrontChannel;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Explains to the person what cannot be told to a site, because there is no proven way to it. */
public final class UnsafeRequestMapper implements ExceptionMapper<UnsafeRequestException> {
  private final CurrentRequest request;
  private final FrontChannel frontChannel;
  private final Secrets secrets;

  public UnsafeRequestMapper(CurrentRequest request, FrontChannel frontChannel, Secrets secrets) {
    this.request = request;
    this.frontChannel = frontChannel;
    this.secrets = secrets;
  }

  @Override
  public Response toResponse(UnsafeRequestException unsafe) {
    var language = request.language();
    return frontChannel
        .page(
            Response.Status.BAD_REQUEST.getStatusCode(),
            new ErrorPage(language, frontChannel.base(), unsafe.reason(), secrets.id()))
        .build();
  }
}
