package io.saoma.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saoma.key.SigningKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** The public keys that tokens are verified with (RFC 7517 §5). */
@Path("/jwks")
public final class JwksEndpoint {
  /** How long a relying party may not know a new key: it is published that long before it signs. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final byte[] keys;

  public JwksEndpoint(SigningKeys keys) {
    this.keys = keys.published().toString(true).getBytes(UTF_8);
  }

  @GET
  public Response keys() {
    return PublicDocument.of(keys, FRESH);
  }
}
