package io.saoma.userinfo;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import io.saoma.issuance.AccessTokens;
import io.saoma.oauth.OAuthException;
import io.saoma.web.Answers;
import io.saoma.web.CrossOrigin;
import io.saoma.web.Parameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** The claims of the person behind an access token (OIDC Core §5.3). */
@Path("/userinfo")
@CrossOrigin
public final class UserInfoEndpoint {
  private static final ErrorObject NOT_FOUND = new ErrorObject("not_found", null, 404);

  private final AccessTokens accessTokens;

  public UserInfoEndpoint(AccessTokens accessTokens) {
    this.accessTokens = accessTokens;
  }

  /** The token comes in the Authorization header. */
  @GET
  public Response get(@Context ContainerRequestContext request) {
    return answer(BearerToken.of(request, Parameters.parse(null)));
  }

  /** The token comes in the Authorization header or in the form (RFC 6750 §2.1, §2.2). */
  @POST
  public Response post(InputStream body, @Context ContainerRequestContext request) {
    return answer(BearerToken.of(request, BearerToken.form(body, request)));
  }

  /** A browser asks before it lets a site's script send an Authorization header. */
  @OPTIONS
  public Response preflight() {
    return Response.noContent().build();
  }

  /** Grafana asks for {@code /userinfo/emails} and stumbles over an HTML page. */
  @GET
  @Path("/{below: .+}")
  public Response below() {
    return Answers.json(404, NOT_FOUND.toJSONObject()).build();
  }

  private Response answer(String token) {
    var bearer =
        accessTokens
            .verify(token)
            .orElseThrow(() -> new OAuthException(BearerTokenError.INVALID_TOKEN));
    if (!bearer.scope().contains(OIDCScopeValue.OPENID)) {
      throw new OAuthException(BearerTokenError.INSUFFICIENT_SCOPE);
    }
    return Answers.json(200, new UserInfo(bearer.grant().subject()).toJSONObject()).build();
  }
}
