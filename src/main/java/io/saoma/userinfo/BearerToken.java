package io.saoma.userinfo;

import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import io.saoma.oauth.OAuthException;
import io.saoma.web.AuthorizationHeader;
import io.saoma.web.Parameters;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/**
 * Finds the access token of a request: in exactly one place, and never in the URL (RFC 6750 §2).
 */
final class BearerToken {
  private static final String PARAMETER = "access_token";
  private static final String SCHEME = "Bearer ";

  private BearerToken() {}

  /**
   * The token.
   *
   * @throws OAuthException 400 for a token in the query or in two places, 401 for none
   */
  static String of(ContainerRequestContext request, Parameters form) {
    var query = Parameters.parse(request.getUriInfo().getRequestUri().getRawQuery());
    var header = AuthorizationHeader.of(request);
    if (query.has(PARAMETER) || (header != null && form.has(PARAMETER))) {
      // URLs end in logs and histories; two tokens are read differently by two readers.
      throw new OAuthException(BearerTokenError.INVALID_REQUEST);
    }
    if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return header.substring(SCHEME.length()).strip();
    }
    return form.get(PARAMETER)
        .orElseThrow(() -> new OAuthException(BearerTokenError.MISSING_TOKEN));
  }

  /** The form of a POST; any other body is not looked at. */
  static Parameters form(InputStream body, ContainerRequestContext request) {
    var type = request.getMediaType();
    return type != null && type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)
        ? Parameters.read(body)
        : Parameters.parse(null);
  }
}
