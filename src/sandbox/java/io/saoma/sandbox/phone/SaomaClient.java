package io.saoma.sandbox.phone;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.saoma.sandbox.json.Json;
import io.saoma.sandbox.world.App;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * {@code wx.request}, as far as a confirm page needs it: JSON by POST, no cookies, no redirects.
 */
final class SaomaClient {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** Calls {@code /mp/{appid}/{action}} once. */
  SaomaAnswer call(App app, String action, Map<String, ?> members, String language) {
    URI saoma = app.saomaUrl();
    if (saoma == null) {
      return SaomaAnswer.none("no_saoma_url");
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(saoma + "/mp/" + app.appid() + "/" + action))
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("Accept-Language", language)
            // Fixed by WeChat; version 0 is a build that is not released.
            .header("Referer", "https://servicewechat.com/" + app.appid() + "/0/page-frame.html")
            .POST(BodyPublishers.ofByteArray(Json.write(members)))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      return new SaomaAnswer(
          response.statusCode(),
          Json.read(response.body()),
          response.headers().firstValue("Retry-After"));
    } catch (JsonProcessingException e) {
      return SaomaAnswer.none("unreadable_answer");
    } catch (IOException e) {
      return SaomaAnswer.none("unreachable");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return SaomaAnswer.none("unreachable");
    }
  }
}
