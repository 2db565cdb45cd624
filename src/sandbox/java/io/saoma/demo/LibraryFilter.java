package io.saoma.demo;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.pac4j.core.exception.TechnicalException;

/** One of the library's filters, whose failures are told to the person, without their details. */
final class LibraryFilter extends HttpFilter {
  private static final long serialVersionUID = 1;
  private static final System.Logger LOG = System.getLogger(LibraryFilter.class.getName());

  private final transient RelyingParty relyingParty;
  private final transient Function<RelyingParty, Filter> filter;

  LibraryFilter(RelyingParty relyingParty, Function<RelyingParty, Filter> filter) {
    this.relyingParty = relyingParty;
    this.filter = filter;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String error = request.getParameter("error");
    if (error != null) {
      // The library would answer 401; a person who denied has made no mistake.
      (error.equals("access_denied") ? Notice.DENIED : Notice.FAILED).show(request, response);
      return;
    }
    Filter library;
    try {
      library = filter.apply(relyingParty);
    } catch (TechnicalException e) {
      LOG.log(System.Logger.Level.WARNING, "the provider's discovery does not answer");
      Notice.NO_PROVIDER.show(request, response);
      return;
    }
    try {
      library.doFilter(request, response, chain);
    } catch (TechnicalException e) {
      LOG.log(System.Logger.Level.WARNING, "the login failed: {0}", e.getClass().getSimpleName());
      Notice.FAILED.show(request, response);
    }
  }
}
