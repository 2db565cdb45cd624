package io.saoma.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.id.Issuer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/**
 * The provider's metadata, in the two places where clients look. The bytes are fixed at start:
 * nothing that a request says, its Host header above all, can change them (RFC 9700 §4.4).
 */
@Path("/.well-known")
public final class DiscoveryEndpoint {
  private static final Duration FRESH = Duration.ofHours(1);

  private final byte[] metadata;

  public DiscoveryEndpoint(Issuer issuer) {
    this.metadata = ProviderMetadata.of(issuer).toJSONString().getBytes(UTF_8);
  }

  /** OIDC Discovery §4. */
  @GET
  @Path("/openid-configuration")
  public Response openIdConfiguration() {
    return PublicDocument.of(metadata, FRESH);
  }

  /** RFC 8414 §3: the same, which it may hold more than a plain OAuth client asks for. */
  @GET
  @Path("/oauth-authorization-server")
  public Response authorizationServer() {
    return PublicDocument.of(metadata, FRESH);
  }
}
