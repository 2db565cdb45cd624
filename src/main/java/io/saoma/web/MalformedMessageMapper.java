package io.saoma.web;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;

/** A message whose form is wrong is the sender's fault: 400, and what is wrong with it. */
public final class MalformedMessageMapper implements ExceptionMapper<MalformedMessageException> {
  @Override
  public Response toResponse(MalformedMessageException malformed) {
    return Response.status(Response.Status.BAD_REQUEST)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(Map.of("error", "invalid_request", "error_description", malformed.getMessage()))
        .build();
  }
}
