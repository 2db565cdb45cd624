package io.saoma.sandbox.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.saoma.sandbox.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to one of WeChat's endpoints: the method, the query and the body as they came. */
final class WeChatCall {
  private final String method;
  private final String path;
  private final Map<String, String> query;
  private final byte[] body;

  WeChatCall(String method, String path, @Nullable String query, byte[] body) {
    this.method = method;
    this.path = path;
    this.query = decode(query == null ? "" : query);
    this.body = body;
  }

  /** The first of each name, as WeChat reads them. */
  private static Map<String, String> decode(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.putIfAbsent(
            decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a stray % is no reason to fail
    }
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  Map<String, String> query() {
    return query;
  }

  /** A query parameter, "" where it is missing: WeChat does not tell the two apart. */
  String query(String name) {
    return query.getOrDefault(name, "");
  }

  /**
   * The body as a JSON object, whatever content type it came with.
   *
   * @throws WeChatRefusal 43002 if it is no POST, 44002 without a body, 47001 if it is not JSON
   */
  JsonNode json() {
    WeChatRefusal.unless(method.equals("POST"), WeChatError.REQUIRE_POST);
    WeChatRefusal.unless(body.length > 0, WeChatError.EMPTY_BODY);
    JsonNode json = jsonOrMissing();
    // The token belongs into the query; WeChat refuses a body that repeats it.
    WeChatRefusal.unless(json.isObject() && !json.has("access_token"), WeChatError.DATA_FORMAT);
    return json;
  }

  JsonNode jsonOrMissing() {
    try {
      return Json.read(body);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }
}
