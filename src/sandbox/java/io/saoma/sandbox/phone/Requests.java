package io.saoma.sandbox.phone;

import io.saoma.sandbox.world.App;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code wx.request}: only to the host that the app names, with a Referer that is WeChat's, without
 * cookies. Any answer is a success, whatever its status; a failure says why.
 */
final class Requests {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "CONNECT");

  /** What WeChat sets itself, or the connection does: a mini-program's own is dropped. */
  private static final Set<String> NOT_ITS_OWN =
      Set.of(
          "referer",
          "cookie",
          "host",
          "origin",
          "connection",
          "content-length",
          "expect",
          "upgrade",
          "user-agent");

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Map<String, Object> send(
      App app, String url, String method, Map<String, String> headers, String data) {
    HttpRequest request;
    try {
      URI target = URI.create(url);
      if (!allowed(app.saomaUrl(), target)) {
        return failure("url not in domain list");
      }
      request = request(app, target, method.toUpperCase(Locale.ROOT), headers, data);
    } catch (IllegalArgumentException e) {
      return failure("invalid request");
    }
    try {
      return answer(http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return failure("connect error");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failure("interrupted");
    }
  }

  /** Scheme, host and port to the letter; http is WeChat's escape for developers: the loopback. */
  private static boolean allowed(@Nullable URI listed, URI target) {
    return listed != null
        && target.getUserInfo() == null
        && listed.getScheme().equalsIgnoreCase(target.getScheme())
        && listed.getHost().equalsIgnoreCase(target.getHost())
        && listed.getPort() == target.getPort();
  }

  private static HttpRequest request(
      App app, URI target, String method, Map<String, String> headers, String data) {
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException(method);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(ANSWER)
            .method(
                method, data.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(data));
    headers.forEach(
        (name, value) -> {
          if (!NOT_ITS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
            request.setHeader(name, value);
          }
        });
    // Version 0 is a build that is not released.
    request.setHeader("Referer", "https://servicewechat.com/" + app.appid() + "/0/page-frame.html");
    return request.build();
  }

  private static Map<String, Object> answer(HttpResponse<String> response) {
    Map<String, String> headers = new LinkedHashMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, String.join(",", values)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", response.statusCode());
    json.put("header", headers);
    json.put("data", response.body());
    return json;
  }

  private static Map<String, Object> failure(String why) {
    return Map.of("fail", why);
  }
}
