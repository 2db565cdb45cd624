package io.saoma.crossdevice;

import io.saoma.oauth.InteractionId;
import io.saoma.oauth.OAuthException;
import io.saoma.ticket.Login;
import io.saoma.ticket.PageAccess;
import io.saoma.web.Cookies;
import io.saoma.web.Limiter;
import io.saoma.web.Parameters;
import io.saoma.web.SameOrigin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code GET /crossdevice/{interaction}/state?poll=…&v=…}: answers at once when the version has
 * passed {@code v}, else parks the request without a thread until it does. A filter, because a
 * parked request inside the REST layer costs twice the memory.
 */
public final class StatePoll extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Pattern PATH = Pattern.compile("/crossdevice/([A-Za-z0-9_-]{22})/state");
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");
  private static final long SHORTEST_MILLIS = 22_000;
  private static final long LONGEST_MILLIS = 28_000;

  /** A state that ends by itself is looked at again a moment after its end. */
  private static final long AFTER_DEADLINE_MILLIS = 250;

  private final transient PageAccess access;
  private final transient Cookies cookies;
  private final transient SameOrigin sameOrigin;
  private final transient Waiters waiters;
  private final transient Limiter limiter;

  public StatePoll(
      PageAccess access, Cookies cookies, SameOrigin sameOrigin, Waiters waiters, Limiter limiter) {
    this.access = access;
    this.cookies = cookies;
    this.sameOrigin = sameOrigin;
    this.waiters = waiters;
    this.limiter = limiter;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var path = PATH.matcher(request.getRequestURI().substring(request.getContextPath().length()));
    if (!path.matches() || !"GET".equals(request.getMethod())) {
      chain.doFilter(request, response);
      return;
    }
    var id = new InteractionId(path.group(1));
    var query = query(request);
    var version = query.flatMap(q -> q.get("v")).filter(v -> VERSION.matcher(v).matches());
    var login = query.flatMap(q -> q.get("poll")).flatMap(poll -> open(request, id, poll));
    if (login.isEmpty() || version.isEmpty()) {
      Json.send(response, 404, Json.NOT_FOUND);
    } else if (!limiter.take(id.value())) {
      response.setHeader("Retry-After", Long.toString(limiter.window().toSeconds()));
      Json.send(response, 429, "{\"error\":\"slow_down\"}");
    } else {
      answer(request, response, login.get(), Long.parseLong(version.get()));
    }
  }

  /** Not the container's reading of it: what that cannot read, it answers in its own words. */
  private static Optional<Parameters> query(HttpServletRequest request) {
    try {
      return Optional.of(Parameters.parse(request.getQueryString()));
    } catch (OAuthException malformed) {
      return Optional.empty();
    }
  }

  private Optional<Login> open(HttpServletRequest request, InteractionId id, String poll) {
    return cookies
        .read(request, Cookies.Kind.BROWSER)
        .filter(cookie -> sameOrigin.allows(request))
        .flatMap(cookie -> access.ofPage(id, cookie, poll));
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, Login login, long version)
      throws IOException {
    if (!login.interaction().isOpen()) {
      Json.send(response, 410, StateAnswer.of(login, 0).json());
    } else if (login.isPast(version)) {
      Json.send(response, 200, StateAnswer.of(login, 0).json());
    } else if (waiters.isFull()) {
      Json.send(response, 200, StateAnswer.of(login, Waiters.SHORT_POLL.toMillis()).json());
    } else {
      park(request, login, version);
    }
  }

  /** Parks, and then looks once more: a change that came in between had nobody to wake. */
  private void park(HttpServletRequest request, Login login, long version) {
    var id = login.interaction().id();
    var context = request.startAsync();
    // Spread by the random id: pages that were opened together do not come back together.
    var wait = SHORTEST_MILLIS + Math.floorMod(id.hashCode(), LONGEST_MILLIS - SHORTEST_MILLIS);
    // A deadline that has passed wakes nobody; a timeout of zero or less would mean none at all.
    var end = login.view().remaining().toMillis() + AFTER_DEADLINE_MILLIS;
    context.setTimeout(end > 0 ? Math.min(wait, end) : wait);
    var waiter = waiters.park(id, context, version, login.view().word());
    context.addListener(waiter);
    waiters
        .look(id)
        .filter(now -> now.isPast(version))
        .filter(now -> waiters.take(waiter))
        .ifPresent(now -> waiter.answer(StateAnswer.of(now, 0)));
  }
}
