package io.saoma.web;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.token.TokenSchemeError;
import io.saoma.oauth.OAuthException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns a protocol failure into its JSON answer (RFC 6749 §5.2, RFC 6750 §3). */
public final class OAuthExceptionMapper implements ExceptionMapper<OAuthException> {
  private static final Logger LOG = System.getLogger(OAuthExceptionMapper.class.getName());
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int RETRY_AFTER_SECONDS = 60;

  @Override
  public Response toResponse(OAuthException failure) {
    var error = failure.error();
    LOG.log(Level.DEBUG, () -> error.getCode() + ": " + failure.getMessage());
    var answer = Answers.json(status(error), error.toJSONObject());
    if (error instanceof TokenSchemeError bearer) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge(bearer));
    } else if (status(error) == Response.Status.UNAUTHORIZED.getStatusCode()) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"saoma\", charset=\"UTF-8\"");
    } else if (status(error) == TOO_MANY_REQUESTS) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return answer.build();
  }

  /** With a realm: where no token was sent it is the one parameter, and there must be one. */
  private static String challenge(TokenSchemeError bearer) {
    return bearer.setRealm("saoma").toWWWAuthenticateHeader();
  }

  private static int status(ErrorObject error) {
    if (error.getCode() != null && error.getCode().equals(OAuth2Error.INVALID_CLIENT_CODE)) {
      return Response.Status.UNAUTHORIZED.getStatusCode();
    }
    return error.getHTTPStatusCode() == 0
        ? Response.Status.BAD_REQUEST.getStatusCode()
        : error.getHTTPStatusCode();
  }
}
