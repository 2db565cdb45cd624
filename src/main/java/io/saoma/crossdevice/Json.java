package io.saoma.crossdevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sends the small JSON bodies of a poll. */
final class Json {
  /** The one answer for whatever a stranger asks about. */
  static final String NOT_FOUND = "{\"error\":\"not_found\"}";

  private Json() {}

  static void send(HttpServletResponse response, int status, @Nullable String json)
      throws IOException {
    response.setStatus(status);
    if (json != null) {
      response.setContentType("application/json");
      response.getOutputStream().write(json.getBytes(UTF_8));
    }
  }
}
