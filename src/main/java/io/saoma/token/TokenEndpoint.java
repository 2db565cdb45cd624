package io.saoma.token;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import io.saoma.client.ClientAuthenticator;
import io.saoma.issuance.AuthorizationCodes;
import io.saoma.issuance.RefreshTokens;
import io.saoma.issuance.TokenIssuer;
import io.saoma.oauth.OAuthException;
import io.saoma.web.Answers;
import io.saoma.web.AuthorizationHeader;
import io.saoma.web.CrossOrigin;
import io.saoma.web.CrossOriginFilter;
import io.saoma.web.Parameters;
import io.saoma.web.Peers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /token}: parse, authenticate the client, ask the grant, answer. */
@Path("/token")
@CrossOrigin
public final class TokenEndpoint {
  private final TokenRequests requests;
  private final ClientAuthenticator authenticator;
  private final Peers peers;
  private final Map<String, TokenGrant> grants;

  public TokenEndpoint(
      Issuer issuer,
      ClientAuthenticator authenticator,
      Peers peers,
      AuthorizationCodes codes,
      RefreshTokens refreshTokens,
      TokenIssuer tokens) {
    this.requests = new TokenRequests(URI.create(issuer.getValue() + "/token"));
    this.authenticator = authenticator;
    this.peers = peers;
    this.grants =
        List.of(
                new AuthorizationCodeGrant(codes, tokens),
                new RefreshTokenGrant(refreshTokens, tokens))
            .stream()
            .collect(toUnmodifiableMap(grant -> grant.type().getValue(), grant -> grant));
  }

  /** Answers the request, or throws the error of RFC 6749 §5.2. */
  @POST
  public Response token(
      InputStream body,
      @Context ContainerRequestContext request,
      @Context HttpServletRequest connection) {
    var form = form(body, request);
    var grant = grant(form);
    var tokenRequest = requests.parse(form, AuthorizationHeader.of(request));
    var client = authenticator.authenticate(tokenRequest, peers.of(connection));
    CrossOriginFilter.restrict(request, client.redirectUris().origins());
    if (!client.mayUse(grant.type())) {
      throw new OAuthException(OAuth2Error.UNAUTHORIZED_CLIENT);
    }
    var tokens = grant.tokens(client, tokenRequest, form);
    return Answers.json(200, new OIDCTokenResponse(tokens).toJSONObject()).build();
  }

  /** A browser asks before it lets a site's script send an Authorization header. */
  @OPTIONS
  public Response preflight() {
    return Response.noContent().build();
  }

  /** Asked before anything else is read: a strange grant's own parameters are no input of ours. */
  private TokenGrant grant(Parameters form) {
    var type = form.get("grant_type").orElseThrow(() -> malformed("grant_type is missing"));
    return Optional.ofNullable(grants.get(type))
        .orElseThrow(() -> new OAuthException(OAuth2Error.UNSUPPORTED_GRANT_TYPE));
  }

  private static Parameters form(InputStream body, ContainerRequestContext request) {
    if (!Parameters.parse(request.getUriInfo().getRequestUri().getRawQuery()).isEmpty()) {
      throw malformed("parameters belong into the body");
    }
    // Parameters of the type, a charset among them, say nothing; a wildcard is no type.
    var type = request.getMediaType();
    if (type == null
        || type.isWildcardType()
        || type.isWildcardSubtype()
        || !type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)) {
      throw malformed("the body must be application/x-www-form-urlencoded");
    }
    return Parameters.read(body);
  }

  private static OAuthException malformed(String reason) {
    return new OAuthException(
        OAuth2Error.INVALID_REQUEST.setDescription("Invalid request: " + reason));
  }
}
