package io.saoma.discovery;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** An answer that is the same for everybody, may be kept, and may be read by every origin. */
final class PublicDocument {
  private PublicDocument() {}

  static Response of(byte[] json, Duration fresh) {
    return Response.ok(json, MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "public, max-age=" + fresh.toSeconds())
        .header("Access-Control-Allow-Origin", "*")
        .build();
  }
}
