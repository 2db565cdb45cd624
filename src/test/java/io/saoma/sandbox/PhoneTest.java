package io.saoma.sandbox;

import static io.saoma.sandbox.SandboxServer.APPID;
import static io.saoma.sandbox.SandboxServer.SISTER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saoma.sandbox.StandInSaoma.Heard;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SandboxServer SERVER = SandboxServer.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final StandInSaoma saoma = new StandInSaoma();

  @BeforeEach
  void tellWhereSaomaIs() {
    SERVER.control().saomaUrl(APPID, saoma.url());
  }

  @AfterEach
  void stopSaoma() {
    saoma.close();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private JsonNode post(String path, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(SERVER.base() + "/phone/api" + path))
            .header("Accept-Language", "en")
            .POST(BodyPublishers.ofByteArray(json.getBytes(UTF_8)))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(SERVER.base() + path)).build(), BodyHandlers.ofString());
  }

  private JsonNode request(String url, String header) throws Exception {
    return request(APPID, url, header);
  }

  private JsonNode request(String appId, String url, String header) throws Exception {
    return post(
        "/request",
        """
        {"appid":"%s","url":"%s","method":"POST","header":%s,"data":"{\\"a\\":\\"码\\"}"}
        """
            .formatted(appId, url, header));
  }

  @Test
  void aRequestGoesAsTheMiniProgramMadeItAndTheAnswerComesBackWhole() throws Exception {
    saoma.willAnswer(429, "{\"phrase\":\"晴天 鲸鱼\"}");

    JsonNode answer =
        request(
            saoma.url() + "/mp/x?y=1",
            "{\"content-type\":\"application/json\",\"accept-language\":\"en\"}");

    assertThat(answer.path("status").asInt()).isEqualTo(429);
    assertThat(answer.path("data").asText()).isEqualTo("{\"phrase\":\"晴天 鲸鱼\"}");
    assertThat(answer.path("header").path("retry-after").asText()).isEqualTo("7");
    assertThat(saoma.heard()).hasSize(1);
    Heard heard = saoma.heard().get(0);
    assertThat(heard.method() + " " + heard.path()).isEqualTo("POST /mp/x?y=1");
    assertThat(heard.body()).isEqualTo("{\"a\":\"码\"}");
    assertThat(heard.headers().get("Content-type")).containsExactly("application/json");
    assertThat(heard.headers().get("Accept-language")).containsExactly("en");
  }

  @Test
  void w13_noCookieIsKeptAndTheRefererIsWeChats() throws Exception {
    saoma.willAnswer(200, "{}");
    saoma.willAnswer(200, "{}");

    request(saoma.url() + "/a", "{}");
    request(saoma.url() + "/a", "{\"Cookie\":\"own=1\",\"referer\":\"https://evil.example/\"}");

    assertThat(saoma.heard())
        .hasSize(2)
        .allSatisfy(
            call -> {
              assertThat(call.headers()).doesNotContainKey("Cookie");
              assertThat(call.headers().get("Referer"))
                  .containsExactly("https://servicewechat.com/" + APPID + "/0/page-frame.html");
            });
  }

  @Test
  void aHostThatIsNotListedIsNotAsked() throws Exception {
    int port = saoma.url().getPort();
    for (String url :
        List.of(
            "http://127.0.0.1:" + port + "/",
            "https://localhost:" + port + "/",
            "http://localhost:" + (port - 1) + "/",
            "http://u@localhost:" + port + "/",
            "/mp/x/scan")) {
      assertThat(request(url, "{}").path("fail").asText())
          .as(url)
          .isEqualTo("url not in domain list");
    }
    assertThat(request(SISTER, saoma.url() + "/", "{}").path("fail").asText())
        .isEqualTo("url not in domain list");
    assertThat(saoma.heard()).isEmpty();
  }

  @Test
  void aHostThatIsNotThereIsAFailure() throws Exception {
    saoma.close();
    assertThat(request(saoma.url() + "/", "{}").path("fail").asText()).isEqualTo("connect error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\":\"http://localhost/\",\"method\":\"GET\",\"header\":{},\"data\":\"\"}",
        "{\"appid\":\"wx0000000000000001\",\"method\":\"GET\",\"header\":{},\"data\":\"\"}",
        "{\"appid\":\"wx0000000000000001\",\"url\":\"http://localhost/\",\"method\":\"GET\","
            + "\"header\":{\"a\":1},\"data\":\"\"}",
      })
  void aRequestThatIsNotUnderstoodIsRefused(String json) throws Exception {
    assertThat(post("/request", json).path("error").asText()).isEqualTo("invalid_request");
    assertThat(saoma.heard()).isEmpty();
  }

  @Test
  void thePageIsThereAndRunsOnlyItsOwnScripts() throws Exception {
    HttpResponse<String> page = get("/phone/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'; script-src 'self'");
    assertThat(page.body()).doesNotContain("http://").doesNotContain("https://");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .doesNotContain("unsafe");
    assertThat(get("/phone").statusCode()).isBetween(300, 399);
    assertThat(get("/phone/api/home").body()).contains("张小雨", APPID);
  }
}
