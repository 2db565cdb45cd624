package io.saoma.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Refuses a path that two readers could read in two ways. None of ours needs an escape, a parameter
 * or a dot segment; what a proxy and a container disagree about has opened many a guarded door.
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
    if (PLAIN.matcher(rest).matches()) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    }
  }
}
