package io.saoma.token;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.saoma.oauth.OAuthException;
import io.saoma.web.Parameters;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Reads token requests: Nimbus does, from a form that has only one reading. */
final class TokenRequests {
  private final URI endpoint;

  TokenRequests(URI endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * The request of {@code form} and of the Authorization header.
   *
   * @throws OAuthException {@code invalid_request} or {@code invalid_client}
   */
  TokenRequest parse(Parameters form, @Nullable String authorization) {
    if (authorization != null && (form.has("client_secret") || form.has("client_assertion"))) {
      // Which of two credentials counts is what two readers would disagree on (RFC 6749 §2.3).
      throw invalid("more than one client authentication");
    }
    if (form.has("client_assertion") || form.has("client_assertion_type")) {
      throw new OAuthException(OAuth2Error.INVALID_CLIENT, "client assertions are not offered");
    }
    if (authorization == null && form.get("client_id").isEmpty()) {
      throw new OAuthException(OAuth2Error.INVALID_CLIENT, "no client authentication included");
    }
    var http = new HTTPRequest(HTTPRequest.Method.POST, endpoint);
    http.setEntityContentType(ContentType.APPLICATION_URLENCODED);
    http.setBody(URLUtils.serializeParameters(form.asMap()));
    if (authorization != null) {
      requireBasic(authorization);
      http.setAuthorization(authorization);
    }
    try {
      return oneClient(TokenRequest.parse(http), form);
    } catch (ParseException e) {
      throw refusal(e);
    } catch (IllegalArgumentException e) {
      // Nimbus quotes the value in an error whose text may not hold every character.
      throw new OAuthException(OAuth2Error.INVALID_REQUEST, "a value that cannot be quoted");
    }
  }

  private static TokenRequest oneClient(TokenRequest request, Parameters form) {
    var authentication = request.getClientAuthentication();
    if (authentication != null
        && form.get("client_id").stream()
            .anyMatch(id -> !id.equals(authentication.getClientID().getValue()))) {
      throw invalid("client_id is not that of the client authentication");
    }
    return request;
  }

  private static void requireBasic(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      throw new OAuthException(OAuth2Error.INVALID_CLIENT, "not the Basic scheme");
    }
  }

  private static OAuthException refusal(ParseException e) {
    var error = e.getErrorObject();
    return new OAuthException(error == null ? OAuth2Error.INVALID_REQUEST : error);
  }

  private static OAuthException invalid(String reason) {
    return new OAuthException(
        OAuth2Error.INVALID_REQUEST.setDescription("Invalid request: " + reason));
  }
}
