package io.saoma.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saoma.sandbox.SandboxControl;
import io.saoma.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;

/** One person's phone with the mini-program open: no cookies, a fresh login code for each step. */
public final class Phone {
  /** The launch scene of a camera. */
  public static final int CAMERA = 1047;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI issuer;
  private final SandboxControl wechat;
  private final String person;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String appId = SandboxServer.APPID;

  /** The phone of a person of the sandbox. */
  public Phone(URI issuer, SandboxControl wechat, String person) {
    this.issuer = issuer;
    this.wechat = wechat;
    this.person = person;
  }

  /** What a call was answered. */
  public record Answer(int status, JsonNode body, HttpResponse<String> response) {
    public String text(String member) {
      return body.path(member).asText();
    }
  }

  /** The person's name in the sandbox. */
  public String person() {
    return person;
  }

  /** Calls from this address, where the server takes this machine for its proxy. */
  public Phone from(String address) {
    headers.put("X-Forwarded-For", address);
    return this;
  }

  /** Opens another mini-program. */
  public Phone in(String otherAppId) {
    appId = otherAppId;
    return this;
  }

  /** A fresh wx.login code. */
  public String code() {
    return wechat.login(person, appId);
  }

  /** Scans with the camera. */
  public Answer scan(String scene) {
    return scan(scene, CAMERA);
  }

  /** Scans after a launch of this kind. */
  public Answer scan(String scene, int launch) {
    return call(
        "scan", Map.of("scene", scene, "js_code", code(), "launch", launch, "env", "release"));
  }

  /** Types the letters of a page into the mini-program. */
  public Answer type(String letters) {
    return call(
        "scan", Map.of("code", letters, "js_code", code(), "launch", 1001, "env", "release"));
  }

  /** Taps yes on what was scanned. */
  public Answer confirm(Answer scanned) {
    return call(
        "confirm",
        Map.of(
            "handle", scanned.text("handle"),
            "ctx_digest", scanned.text("ctx_digest"),
            "js_code", code()));
  }

  /** Taps no. */
  public Answer deny(Answer scanned) {
    return call("deny", Map.of("handle", scanned.text("handle")));
  }

  /** Any call of the mini-program. */
  public Answer call(String step, Map<String, ?> members) {
    try {
      return send(step, JSON.writeValueAsString(new LinkedHashMap<>(members)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Any call with any body. */
  public Answer send(String step, String body) {
    var request =
        HttpRequest.newBuilder(issuer.resolve("/mp/" + appId + "/" + step))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
