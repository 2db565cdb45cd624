package io.saoma.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Optional;

/** Remembers whose request a thread works on, for the mappers of what it throws. */
public final class CurrentRequest extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("ThreadLocalUsage") // one a deployment, and several may share a JVM
  private final transient ThreadLocal<HttpServletRequest> current = new ThreadLocal<>();

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    current.set(request);
    try {
      chain.doFilter(request, response);
    } finally {
      current.remove();
    }
  }

  /** The language of the person who asks. */
  public Language language() {
    return Language.choose(null, header("Accept-Language").orElse(null), Language.ZH_CN);
  }

  /** Whether a person's browser asks, and not a program. */
  public boolean wantsPage() {
    return header("Accept").filter(accept -> accept.contains(MediaType.TEXT_HTML)).isPresent();
  }

  private Optional<String> header(String name) {
    return Optional.ofNullable(current.get()).map(request -> request.getHeader(name));
  }
}
