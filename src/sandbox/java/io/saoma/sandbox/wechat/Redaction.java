package io.saoma.sandbox.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a call as they may be shown: tests look for leaked secrets, this is no leak.
 */
final class Redaction {
  private static final Set<String> SECRET = Set.of("secret", "access_token");
  private static final String BLANK = "[redacted]";

  private Redaction() {}

  static Map<String, Object> parameters(WeChatCall call) {
    Map<String, Object> shown = new LinkedHashMap<>();
    call.query().forEach((name, value) -> shown.put(name, SECRET.contains(name) ? BLANK : value));
    JsonNode json = call.jsonOrMissing();
    json.fieldNames()
        .forEachRemaining(name -> shown.put(name, SECRET.contains(name) ? BLANK : json.get(name)));
    return shown;
  }
}
