package io.saoma.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saoma.oauth.UnavailableException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers whatever no mapper caught: a container's own page may show a stack trace and its version.
 */
public final class LastResort extends HttpFilter {
  /** How long a database usually takes to come back. */
  static final int RETRY_SECONDS = 5;

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(LastResort.class.getName());

  private final SecurityHeaders headers;

  /**
   * @param headers what an answer that begins anew gets again
   */
  public LastResort(SecurityHeaders headers) {
    this.headers = headers;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(new Unread(request), response);
    } catch (UnavailableException outage) {
      LOG.log(Level.WARNING, "The database does not answer: {0}", outage.getMessage());
      if (response.isCommitted()) {
        throw outage;
      }
      reset(request, response);
      response.setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
      answer(request, response, 503, "{\"error\":\"temporarily_unavailable\"}");
    } catch (ServletException | RuntimeException | Error failure) {
      // An I/O failure goes on: there is nobody left to be answered.
      if (isOfBody(failure) && !response.isCommitted()) {
        reset(request, response);
        answer(request, response, 400, "{\"error\":\"invalid_request\"}");
        return;
      }
      LOG.log(Level.ERROR, "Failed unexpectedly", failure);
      if (response.isCommitted()) {
        throw failure;
      }
      reset(request, response);
      answer(request, response, 500, "{\"error\":\"server_error\"}");
    }
  }

  /**
   * Whether a form could not be read: chunks that are none, or less of it than was announced.
   * Jersey looks into a form before any endpoint does, and wraps what it meets there.
   */
  private static boolean isOfBody(Throwable failure) {
    return failure instanceof ServletException
        && failure.getCause() instanceof ProcessingException unreadable
        && unreadable.getCause() instanceof IOException;
  }

  /** Half an answer is taken back, headers too: a length or a cookie of it would be a lie. */
  private void reset(HttpServletRequest request, HttpServletResponse response) {
    response.reset();
    headers.set(request, response);
  }

  private static void answer(
      HttpServletRequest request, HttpServletResponse response, int status, String json)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.getOutputStream().write(json.getBytes(UTF_8));
    if (request.isAsyncStarted()) {
      request.getAsyncContext().complete();
    }
  }

  /**
   * A request whose parameters the container does not read: it reads some in two ways and answers
   * others in its own words. {@link Parameters} reads them.
   */
  private static final class Unread extends HttpServletRequestWrapper {
    Unread(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getParameter(String name) {
      return null;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return null;
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.emptyEnumeration();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Map.of();
    }
  }
}
