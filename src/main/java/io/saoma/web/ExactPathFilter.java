package io.saoma.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import net.minidev.json.JSONObject;

/**
 * Lets a path match only as it is written: JAX-RS would take {@code /userinfo;x.css} and {@code
 * /userinfo/} for {@code /userinfo}, and a cache in front of it for a style sheet.
 */
@PreMatching
public final class ExactPathFilter implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    var path = request.getUriInfo().getRequestUri().getRawPath();
    if (path.indexOf(';') >= 0 || path.contains("//") || (path.endsWith("/") && !isRoot(request))) {
      request.abortWith(
          Answers.json(404, new JSONObject().appendField("error", "not_found")).build());
    }
  }

  private static boolean isRoot(ContainerRequestContext request) {
    return request.getUriInfo().getPath(false).replace("/", "").isEmpty();
  }
}
