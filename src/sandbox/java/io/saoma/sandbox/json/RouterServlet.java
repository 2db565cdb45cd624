package io.saoma.sandbox.json;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the route of a request and writes its answer, or the refusal, as JSON. */
public final class RouterServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient List<Route> routes;

  public RouterServlet(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Reply reply;
    try {
      refuseOtherSites(request);
      reply = answer(request, response);
    } catch (Refusal refusal) {
      reply = Reply.of(refusal);
    }
    reply.write(response);
  }

  /**
   * A web page of another site, open in the browser of whoever runs the sandbox, could otherwise
   * drive its phones. Programs send neither header.
   */
  private static void refuseOtherSites(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      throw new Refusal(403, "cross_site", "only pages of the sandbox itself may call this");
    }
  }

  private Reply answer(HttpServletRequest request, HttpServletResponse response) {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("");
    String allowed =
        routes.stream()
            .filter(route -> route.match(path).isPresent())
            .map(Route::method)
            .distinct()
            .collect(Collectors.joining(", "));
    if (allowed.isEmpty()) {
      throw Refusal.notFound("there is nothing at " + path);
    }
    for (Route route : routes) {
      Optional<String> segment = route.match(path);
      if (segment.isPresent() && route.method().equals(request.getMethod())) {
        return route.handler().handle(new Exchange(request, segment.get()));
      }
    }
    response.setHeader("Allow", allowed);
    throw new Refusal(405, "method_not_allowed", "this path takes " + allowed);
  }
}
