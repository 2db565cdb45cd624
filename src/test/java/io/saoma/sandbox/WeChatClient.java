package io.saoma.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls WeChat's endpoints as a server does that knows nothing of a sandbox. */
final class WeChatClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  WeChatClient(URI base) {
    this.base = base;
  }

  HttpResponse<byte[]> get(String pathAndQuery) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(base + pathAndQuery)).GET());
  }

  HttpResponse<byte[]> post(String pathAndQuery, String body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(base + pathAndQuery))
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<byte[]> session(String appid, String jsCode) {
    try {
      return get(
          "/sns/jscode2session?grant_type=authorization_code&appid="
              + appid
              + "&secret="
              + SandboxServer.SECRET
              + "&js_code="
              + URLEncoder.encode(jsCode, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String plainToken(String appid) throws IOException {
    return SandboxControl.json(
            get(
                "/cgi-bin/token?grant_type=client_credential&appid="
                    + appid
                    + "&secret="
                    + SandboxServer.SECRET))
        .path("access_token")
        .asText();
  }

  JsonNode stableToken(String appid, boolean force) throws IOException {
    return SandboxControl.json(
        post(
            "/cgi-bin/stable_token",
            """
            {"grant_type":"client_credential","appid":"%s","secret":"%s","force_refresh":%s}
            """
                .formatted(appid, SandboxServer.SECRET, force)));
  }

  String stableToken(String appid) throws IOException {
    return stableToken(appid, false).path("access_token").asText();
  }

  HttpResponse<byte[]> code(String token, String json) throws IOException {
    return post("/wxa/getwxacodeunlimit?access_token=" + token, json);
  }

  HttpResponse<byte[]> phoneNumber(String token, String json) throws IOException {
    return post("/wxa/business/getuserphonenumber?access_token=" + token, json);
  }

  static int errcode(HttpResponse<byte[]> response) {
    return SandboxControl.json(response).path("errcode").asInt();
  }

  static String contentType(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  static String body(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
