package io.saoma.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Drives a sandbox over its control API; every method fails loudly if the sandbox refuses. */
public final class SandboxControl {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  public SandboxControl(URI base) {
    this.base = base;
  }

  /** What a picture says. */
  public record Decoded(String appid, String page, String scene, String envVersion) {}

  /** One call that reached WeChat. */
  public record Call(
      long number, String path, String appid, JsonNode params, int status, int errcode) {}

  /** Somebody new, with a phone number and a unionid; returns the user. */
  public String person() {
    return person(Map.of("phone", "13800138000"));
  }

  /** Somebody new with these members of {@code POST /api/users}. */
  public String person(Map<String, ?> members) {
    return post("/users", members).path("user").textValue();
  }

  /** What {@code wx.login} gives in this app on this person's phone. */
  public String login(String user, String appid) {
    return post("/login", Map.of("user", user, "appid", appid)).path("code").textValue();
  }

  /** What the phone-number button gives. */
  public String phoneCode(String user, String appid) {
    return post("/phone-number", Map.of("user", user, "appid", appid)).path("code").textValue();
  }

  /** Reads a picture as a phone's camera does. */
  public Decoded decode(byte[] picture) {
    JsonNode json = ok(send("POST", "/decode", picture));
    return new Decoded(
        json.path("appid").textValue(),
        json.path("page").textValue(),
        json.path("scene").textValue(),
        json.path("env_version").textValue());
  }

  /** The openid under which this app knows the person. */
  public String openid(String user, String appid) {
    return seenBy(user, appid).path("openid").textValue();
  }

  /** The unionid that this app sees, "" if it sees none. */
  public String unionid(String user, String appid) {
    return seenBy(user, appid).path("unionid").asText();
  }

  /** The session key that this app's server last got, "" if it got none. */
  public String sessionKey(String user, String appid) {
    return seenBy(user, appid).path("session_key").asText();
  }

  private JsonNode seenBy(String user, String appid) {
    for (JsonNode app : ok(send("GET", "/users/" + user, new byte[0])).path("apps")) {
      if (app.path("appid").asText().equals(appid)) {
        return app;
      }
    }
    throw new AssertionError("no app " + appid);
  }

  /** Changes members of a person. */
  public void change(String user, Map<String, ?> members) {
    JsonNode unused = ok(send("PATCH", "/users/" + user, bytes(members)));
  }

  /** Orders a fault, for example {@code Map.of("path", "*", "times", 3, "errcode", -1)}. */
  public void fault(Map<String, ?> members) {
    JsonNode unused = post("/faults", members);
  }

  public void clearFaults() {
    JsonNode unused = ok(send("DELETE", "/faults", new byte[0]));
  }

  /** The calls after this number, oldest first. */
  public List<Call> calls(long since) {
    List<Call> calls = new ArrayList<>();
    for (JsonNode json : ok(send("GET", "/calls?since=" + since, new byte[0])).path("calls")) {
      calls.add(
          new Call(
              json.path("number").longValue(),
              json.path("path").textValue(),
              json.path("appid").textValue(),
              json.path("params"),
              json.path("status").intValue(),
              json.path("errcode").intValue()));
    }
    return calls;
  }

  /** How many calls of this path there were since the start. */
  public long total(String path) {
    return ok(send("GET", "/calls?since=" + Long.MAX_VALUE, new byte[0]))
        .path("totals")
        .path(path)
        .longValue();
  }

  /** Makes the sandbox's clock jump. */
  public void advance(Duration amount) {
    JsonNode unused = post("/clock", Map.of("advance_ms", amount.toMillis()));
  }

  /** Lowers or raises a quota of {@code /api/quotas}. */
  public void limit(String quota, int calls) {
    JsonNode unused = post("/quotas", Map.of(quota, calls));
  }

  /** Tells the phone page of an app where Saoma is. */
  public void saomaUrl(String appid, URI url) {
    JsonNode unused =
        ok(send("PATCH", "/apps/" + appid, bytes(Map.of("saoma_url", url.toString()))));
  }

  private JsonNode post(String path, Map<String, ?> members) {
    return ok(send("POST", path, bytes(members)));
  }

  /** A request to the control API as it is, for those who want to see it refused. */
  HttpResponse<byte[]> send(String method, String path, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/api" + path))
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode ok(HttpResponse<byte[]> response) {
    JsonNode json = json(response);
    if (response.statusCode() / 100 != 2) {
      throw new AssertionError("the sandbox said " + response.statusCode() + " " + json);
    }
    return json;
  }

  private static byte[] bytes(Map<String, ?> members) {
    try {
      return JSON.writeValueAsBytes(members);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
