package io.saoma.sandbox;

import static io.saoma.sandbox.SandboxServer.APPID;
import static io.saoma.sandbox.SandboxServer.SISTER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saoma.sandbox.StandInSaoma.Heard;
import java.io.IOException;
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
  private static final String SCAN =
      """
      {"user":"liming","appid":"wx0000000000000001","scene":"abc","launch":1047,
       "env_version":"trial"}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final StandInSaoma saoma = new StandInSaoma();
  private final WeChatClient weChat = new WeChatClient(SERVER.base());

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

  private static JsonNode body(Heard heard) throws IOException {
    return JSON.readTree(heard.body());
  }

  @Test
  void aScanIsOneCallWithAFreshLoginCode() throws Exception {
    saoma.willAnswer(200, "{\"handle\":\"h\",\"phrase\":\"晴天 鲸鱼\"}");

    JsonNode answer = post("/scan", SCAN);

    assertThat(answer.path("status").asInt()).isEqualTo(200);
    assertThat(answer.path("answer").path("phrase").asText()).isEqualTo("晴天 鲸鱼");
    assertThat(saoma.heard()).hasSize(1);
    Heard heard = saoma.heard().get(0);
    assertThat(heard.method() + " " + heard.path()).isEqualTo("POST /mp/" + APPID + "/scan");
    assertThat(body(heard).path("scene").asText()).isEqualTo("abc");
    assertThat(body(heard).path("launch").asInt()).isEqualTo(1047);
    assertThat(body(heard).path("env").asText()).isEqualTo("trial");
    assertThat(body(heard)).hasSize(4);
    assertThat(heard.headers().get("Content-type")).containsExactly("application/json");
    assertThat(heard.headers().get("Accept-language")).containsExactly("en");
    String jsCode = body(heard).path("js_code").asText();
    assertThat(SandboxControl.json(weChat.session(APPID, jsCode)).path("openid").asText())
        .isEqualTo(SERVER.control().openid("liming", APPID));
  }

  @Test
  void theTypedCodeComesInPlaceOfTheScene() throws Exception {
    saoma.willAnswer(404, "{\"error\":\"not_found\"}");

    JsonNode answer =
        post(
            "/scan",
            """
            {"user":"liming","appid":"wx0000000000000001","code":"BCDFGHJK","launch":1001}
            """);

    assertThat(answer.path("status").asInt()).isEqualTo(404);
    assertThat(answer.path("answer").path("error").asText()).isEqualTo("not_found");
    assertThat(body(saoma.heard().get(0)).path("code").asText()).isEqualTo("BCDFGHJK");
    assertThat(body(saoma.heard().get(0)).has("scene")).isFalse();
  }

  @Test
  void confirmBringsAnotherLoginCodeAndDenyNone() throws Exception {
    saoma.willAnswer(200, "{}");
    saoma.willAnswer(200, "{\"state\":\"confirmed\"}");
    saoma.willAnswer(200, "{\"state\":\"denied\"}");

    post("/scan", SCAN);
    post(
        "/confirm",
        """
        {"user":"liming","appid":"wx0000000000000001","handle":"h","ctx_digest":"d"}
        """);
    post("/deny", "{\"appid\":\"wx0000000000000001\",\"handle\":\"h\"}");

    assertThat(saoma.heard())
        .extracting(Heard::path)
        .containsExactly(
            "/mp/" + APPID + "/scan", "/mp/" + APPID + "/confirm", "/mp/" + APPID + "/deny");
    JsonNode scan = body(saoma.heard().get(0));
    JsonNode confirm = body(saoma.heard().get(1));
    assertThat(confirm.path("js_code").asText()).hasSize(32);
    assertThat(confirm.path("js_code")).isNotEqualTo(scan.path("js_code"));
    assertThat(saoma.heard().get(2).body()).isEqualTo("{\"handle\":\"h\"}");
    assertThat(saoma.heard())
        .allSatisfy(call -> assertThat(call.headers()).doesNotContainKey("Cookie"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"code_used", "code_invalid"})
  void r19aSpentLoginCodeIsReplacedOnce(String error) throws Exception {
    saoma.willAnswer(401, "{\"error\":\"" + error + "\"}");
    saoma.willAnswer(401, "{\"error\":\"" + error + "\"}");

    JsonNode answer = post("/scan", SCAN);

    assertThat(answer.path("status").asInt()).isEqualTo(401);
    List<Heard> heard = saoma.heard();
    assertThat(heard).hasSize(2);
    assertThat(body(heard.get(0)).path("js_code")).isNotEqualTo(body(heard.get(1)).path("js_code"));
  }

  @Test
  void anyOtherRefusalIsShownAndNotTriedAgain() throws Exception {
    saoma.willAnswer(429, "{\"error\":\"slow_down\"}");

    JsonNode answer = post("/scan", SCAN);

    assertThat(answer.path("status").asInt()).isEqualTo(429);
    assertThat(answer.path("retry_after").asText()).isEqualTo("7");
    assertThat(saoma.heard()).hasSize(1);
  }

  @Test
  void aSaomaThatIsNotThereIsSaidInWords() throws Exception {
    saoma.willAnswer(200, "<html>");
    assertThat(post("/scan", SCAN).path("answer").path("error").asText())
        .isEqualTo("unreadable_answer");
    saoma.close();
    assertThat(post("/scan", SCAN).path("answer").path("error").asText()).isEqualTo("unreachable");
    assertThat(post("/scan", SCAN.replace(APPID, SISTER)).path("answer").path("error").asText())
        .isEqualTo("no_saoma_url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\":\"liming\",\"appid\":\"wx0000000000000001\",\"launch\":1047}",
        "{\"user\":\"liming\",\"appid\":\"wx0000000000000001\",\"scene\":\"a\",\"code\":\"b\","
            + "\"launch\":1047}",
        "{\"user\":\"liming\",\"appid\":\"wx0000000000000001\",\"scene\":\"a\"}",
        "{\"user\":\"liming\",\"appid\":\"wx0000000000000001\",\"scene\":\"a\",\"launch\":1047,"
            + "\"openid\":\"o\"}",
      })
  void aScanThatIsNotUnderstoodIsRefused(String json) throws Exception {
    assertThat(post("/scan", json).path("error").asText()).isEqualTo("invalid_request");
    assertThat(saoma.heard()).isEmpty();
  }

  @Test
  void thePageIsThereAndRunsOnlyItsOwnScripts() throws Exception {
    HttpResponse<String> page = get("/phone/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'; script-src 'self'");
    assertThat(page.body()).doesNotContain("http://").doesNotContain("https://");
    assertThat(get("/phone").statusCode()).isBetween(300, 399);
    assertThat(get("/phone/api/home").body()).contains("张小雨", APPID);
  }
}
