package io.saoma.web;

import io.saoma.oauth.Secrets;
import io.saoma.oauth.UnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last word on whatever was thrown: a page for a person, JSON for a program, and never a stack
 * trace, a class or a query. What happened is in the log under the page's number.
 */
public final class TroubleMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(TroubleMapper.class.getName());
  private static final int INTERNAL = 500;
  private static final int UNAVAILABLE = 503;
  private static final Duration RETRY = Duration.ofSeconds(LastResort.RETRY_SECONDS);

  private final CurrentRequest request;
  private final FrontChannel frontChannel;
  private final Secrets secrets;

  public TroubleMapper(CurrentRequest request, FrontChannel frontChannel, Secrets secrets) {
    this.request = request;
    this.frontChannel = frontChannel;
    this.secrets = secrets;
  }

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof Trouble trouble) {
      return answer(trouble);
    }
    if (thrown instanceof UnavailableException outage) {
      // No trace: while it lasts, every request says this.
      LOG.log(Level.WARNING, "The database does not answer: {0}", outage.getMessage());
      return answer(new Trouble(UNAVAILABLE, ErrorPage.Reason.UNAVAILABLE, RETRY));
    }
    if (thrown instanceof WebApplicationException web) {
      return answer(web.getResponse().getStatus(), reason(web.getResponse().getStatus()), web);
    }
    var id = secrets.id();
    LOG.log(Level.ERROR, "Failed unexpectedly, number " + id, thrown);
    return request.wantsPage()
        ? page(INTERNAL, ErrorPage.Reason.INTERNAL, id).build()
        : json(INTERNAL, "server_error").build();
  }

  private Response answer(Trouble trouble) {
    var response = answer(trouble.status(), trouble.reason(), null);
    return trouble
        .retryAfter()
        .map(
            wait -> Response.fromResponse(response).header("Retry-After", wait.toSeconds()).build())
        .orElse(response);
  }

  private Response answer(
      int status, ErrorPage.Reason reason, @Nullable WebApplicationException web) {
    // Whoever asks for what is not there gets the same bytes, person or program.
    var response =
        request.wantsPage() && status != Response.Status.NOT_FOUND.getStatusCode()
            ? page(status, reason, secrets.id())
            : json(status, word(status));
    if (web != null && web.getResponse().getHeaderString("Allow") != null) {
      response.header("Allow", web.getResponse().getHeaderString("Allow"));
    }
    return response.build();
  }

  private Response.ResponseBuilder page(int status, ErrorPage.Reason reason, String id) {
    var language = request.language();
    return frontChannel.page(status, new ErrorPage(language, frontChannel.base(), reason, id));
  }

  private static Response.ResponseBuilder json(int status, String error) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(Map.of("error", error));
  }

  private static ErrorPage.Reason reason(int status) {
    return switch (status) {
      case 403 -> ErrorPage.Reason.FORBIDDEN;
      case 429 -> ErrorPage.Reason.SLOW_DOWN;
      case 503 -> ErrorPage.Reason.UNAVAILABLE;
      default -> status < INTERNAL ? ErrorPage.Reason.INVALID_REQUEST : ErrorPage.Reason.INTERNAL;
    };
  }

  static String word(int status) {
    return switch (status) {
      case 403 -> "access_denied";
      case 404 -> "not_found";
      case 405 -> "method_not_allowed";
      case 410 -> "expired";
      case 415 -> "unsupported_media_type";
      case 429 -> "slow_down";
      case 503 -> "temporarily_unavailable";
      default -> status < INTERNAL ? "invalid_request" : "server_error";
    };
  }
}
