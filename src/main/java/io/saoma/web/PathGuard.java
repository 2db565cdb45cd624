package io.saoma.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Collections;
import java.util.regex.Pattern;

/**
 * Refuses a path that two readers could read in two ways. None of ours needs an escape, a parameter
 * or a dot segment; what a proxy and a container disagree about has opened many a guarded door. A
 * media type that cannot be read is refused here too.
 */
public final class PathGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /**
   * Possessive: matched in a loop, where a backtracking group would take stack for each segment.
   */
  private static final Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)*+|/");

  private static final String WELL_KNOWN = "/.well-known/";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var path = request.getRequestURI().substring(request.getContextPath().length());
    var rest = path.startsWith(WELL_KNOWN) ? path.substring(WELL_KNOWN.length() - 1) : path;
    if (!PLAIN.matcher(rest).matches()) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    } else if (!isReadable(request)) {
      // Jersey would throw the answer's headers away with it.
      response.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Everything that is sent here is UTF-8, and says so or says nothing, and says it once. */
  private static boolean isReadable(HttpServletRequest request) {
    var contentTypes = Collections.list(request.getHeaders("Content-Type"));
    if (contentTypes.isEmpty()) {
      return true;
    }
    try {
      var charset = MediaType.valueOf(contentTypes.get(0)).getParameters().get("charset");
      return contentTypes.size() == 1 && (charset == null || "utf-8".equalsIgnoreCase(charset));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
