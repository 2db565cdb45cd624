package io.saoma.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;

/**
 * Lets the scripts of registered origins read an answer (Fetch §3.2). No cookie is ever allowed
 * with it: these endpoints know none.
 */
@CrossOrigin
public final class CrossOriginFilter implements ContainerResponseFilter {
  private static final String CLIENT_ORIGINS = "io.saoma.web.client-origins";

  private final Set<String> registered;

  /**
   * @param registered the origins of all clients' redirect URIs
   */
  public CrossOriginFilter(Set<String> registered) {
    this.registered = Set.copyOf(registered);
  }

  /** Once the client is known, only its own origins read the answer. */
  public static void restrict(ContainerRequestContext request, Set<String> clientOrigins) {
    request.setProperty(CLIENT_ORIGINS, clientOrigins);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    var headers = response.getHeaders();
    headers.add(HttpHeaders.VARY, "Origin");
    var origin = request.getHeaderString("Origin");
    if (origin == null || !registered.contains(origin) || isOfAnotherClient(request, origin)) {
      return;
    }
    headers.putSingle("Access-Control-Allow-Origin", origin);
    headers.putSingle("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After");
    if (request.getMethod().equals("OPTIONS")) {
      headers.putSingle("Access-Control-Allow-Methods", "GET, POST");
      headers.putSingle("Access-Control-Allow-Headers", "Authorization, Content-Type");
      headers.putSingle("Access-Control-Max-Age", "600");
    }
  }

  private static boolean isOfAnotherClient(ContainerRequestContext request, String origin) {
    return request.getProperty(CLIENT_ORIGINS) instanceof Set<?> own && !own.contains(origin);
  }
}
