package io.saoma.web;

import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import net.minidev.json.JSONObject;

/** JSON answers of the protocol endpoints. */
public final class Answers {
  private Answers() {}

  /** {@code body}, not to be kept by anybody (RFC 6749 §5.1). */
  public static Response.ResponseBuilder json(int status, JSONObject body) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .cacheControl(noStore())
        .header("Pragma", "no-cache")
        .entity(body.toJSONString());
  }

  private static CacheControl noStore() {
    var control = new CacheControl();
    control.setNoStore(true);
    control.setNoTransform(false);
    return control;
  }
}
