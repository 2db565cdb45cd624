package io.saoma.miniprogram;

import io.saoma.ticket.Refusal;
import io.saoma.ticket.RefusedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.time.Duration;
import java.util.Map;

/** Tells a phone why a step was not taken. */
public final class RefusedMapper implements ExceptionMapper<RefusedException> {
  @Override
  public Response toResponse(RefusedException refused) {
    var answer = answer(refused.refusal());
    var response =
        Response.status(answer.status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(Map.of("error", answer.error()));
    refused.retryAfter().map(Duration::toSeconds).ifPresent(s -> response.header("Retry-After", s));
    return response.build();
  }

  private record Answer(int status, String error) {}

  private static Answer answer(Refusal refusal) {
    return switch (refusal) {
      case NOT_FOUND -> new Answer(404, "not_found");
      case EXPIRED -> new Answer(410, "expired");
      case SCANNED_BY_ANOTHER -> new Answer(409, "scanned_by_another");
      case LAUNCH_NOT_CAMERA -> new Answer(403, "launch_not_camera");
      case ENVIRONMENT_NOT_ALLOWED -> new Answer(403, "env_not_allowed");
      case CREDENTIAL_USED -> new Answer(401, "code_used");
      case CREDENTIAL_INVALID -> new Answer(401, "code_invalid");
      case PERSON_BLOCKED_UPSTREAM -> new Answer(403, "account_blocked_upstream");
      case TOO_OFTEN -> new Answer(429, "slow_down");
      case UPSTREAM_UNAVAILABLE -> new Answer(503, "temporarily_unavailable");
      case CONNECTOR_DISABLED -> new Answer(403, "connector_disabled");
      case ANOTHER_PERSON -> new Answer(403, "another_person");
      case CONTEXT_CHANGED -> new Answer(409, "context_changed");
      case ALREADY_DECIDED -> new Answer(409, "already_decided");
      case ACCOUNT_DISABLED -> new Answer(403, "account_disabled");
    };
  }
}
