package io.saoma.sandbox.json;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** An answer of the sandbox's own APIs. */
public final class Reply {
  private final int status;
  private final String contentType;
  private final byte[] body;

  private Reply(int status, String contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  public static Reply ok(Object json) {
    return json(200, json);
  }

  public static Reply json(int status, Object json) {
    return new Reply(status, "application/json", Json.write(json));
  }

  public static Reply picture(String contentType, byte[] bytes) {
    return new Reply(200, contentType, bytes);
  }

  public static Reply of(Refusal refusal) {
    return json(
        refusal.status(),
        Map.of("error", refusal.error(), "error_description", refusal.description()));
  }

  void write(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType(contentType);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
