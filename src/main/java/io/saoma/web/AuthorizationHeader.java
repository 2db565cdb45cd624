package io.saoma.web;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import io.saoma.oauth.OAuthException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** The one Authorization header of a request. */
public final class AuthorizationHeader {
  private AuthorizationHeader() {}

  /**
   * Its value, or null when there is none.
   *
   * @throws OAuthException {@code invalid_request} when there are several: which of them counts is
   *     what two readers disagree on
   */
  public static @Nullable String of(ContainerRequestContext request) {
    var values = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (values == null || values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      throw new OAuthException(
          OAuth2Error.INVALID_REQUEST.setDescription(
              "Malformed request: there are several Authorization headers"));
    }
    return values.get(0);
  }
}
