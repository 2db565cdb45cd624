package io.saoma.sandbox.wechat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.saoma.sandbox.json.Json;
import io.saoma.sandbox.world.RandomText;
import java.nio.charset.StandardCharsets;

/** What goes back to the caller, byte by byte. */
final class Answer {
  /** WeChat really writes {@code encoding}, not {@code charset}. */
  static final String JSON = "application/json; encoding=utf-8";

  /** What {@code /sns/*} calls its JSON. */
  static final String TEXT = "text/plain";

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final int errcode;

  Answer(int status, String contentType, byte[] body, int errcode) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.errcode = errcode;
  }

  static Answer ok(String contentType, byte[] body) {
    return new Answer(200, contentType, body, 0);
  }

  static Answer ok(String contentType, String body) {
    return ok(contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  static Answer error(String contentType, int errcode) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("errcode", errcode);
    json.put("errmsg", WeChatError.errmsg(errcode) + ", rid: " + RandomText.requestId());
    return new Answer(200, contentType, Json.write(json), errcode);
  }

  Answer withContentType(String type) {
    return new Answer(status, type, body, errcode);
  }

  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  byte[] body() {
    return body;
  }

  /** 0 unless the body is an error of WeChat's. */
  int errcode() {
    return errcode;
  }
}
