package io.saoma.sandbox.phone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.saoma.sandbox.json.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Saoma said.
 *
 * @param status of HTTP, 0 if Saoma could not be reached
 * @param retryAfter how many seconds it asks to wait
 */
record SaomaAnswer(int status, JsonNode body, Optional<String> retryAfter) {
  private static final Set<String> CODE_WAS_BAD = Set.of("code_used", "code_invalid");

  /** There was no answer, or none that is JSON. */
  static SaomaAnswer none(String error) {
    return new SaomaAnswer(
        0, JsonNodeFactory.instance.objectNode().put("error", error), Optional.empty());
  }

  /** Whether the login code was to blame, and a fresh one may help. */
  boolean wantsFreshCode() {
    return status == 401 && CODE_WAS_BAD.contains(body.path("error").asText());
  }

  /** For the page, which wants to see refusals as Saoma words them. */
  Reply toReply() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", status);
    json.put("answer", body);
    retryAfter.ifPresent(seconds -> json.put("retry_after", seconds));
    return Reply.ok(json);
  }
}
