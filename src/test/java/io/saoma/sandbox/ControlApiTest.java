package io.saoma.sandbox;

import static io.saoma.sandbox.SandboxServer.APPID;
import static io.saoma.sandbox.SandboxServer.SECRET;
import static io.saoma.sandbox.WeChatClient.body;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.sandbox.SandboxControl.Call;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlApiTest {
  private static final SandboxServer SERVER = SandboxServer.start();

  private final SandboxControl control = SERVER.control();
  private final WeChatClient weChat = new WeChatClient(SERVER.base());

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                          | must be one JSON object",
        "no json                     | not JSON",
        "[]                          | must be one JSON object",
        "{} {}                       | not JSON",
        "{\"nick\":\"x\"}            | unknown member \"nick\"",
        "{\"phone\":null}            | must not be null",
        "{\"phone\":13800138000}     | must be a string",
        "{\"phone\":\"abc\"}         | a phone number looks like",
        "{\"unionid\":\"yes\"}       | must be true or false",
        "{\"risky\":true,\"risky\":false} | Duplicate",
        "{\"nickname\":\"\"}         | 1 to 40 characters",
        "{\"user\":\"a/b\"}          | letters, digits",
      })
  void aBodyThatIsNotUnderstoodIsRefusedInWords(String json, String words) {
    var response = control.send("POST", "/users", json.getBytes(UTF_8));

    assertThat(response.statusCode()).isEqualTo(400);
    var error = SandboxControl.json(response);
    assertThat(error.path("error").asText()).isEqualTo("invalid_request");
    assertThat(error.path("error_description").asText()).containsIgnoringCase(words);
  }

  @Test
  void thePeopleOfTheHouseAreThereAndOthersAreAdded() {
    String user = control.person(Map.of("nickname", "新来的"));

    assertThat(body(control.send("GET", "/users", new byte[0])))
        .contains("张小雨", "李明", "Alex Chen", user, "新来的");
    assertThat(control.send("POST", "/users", ("{\"user\":\"" + user + "\"}").getBytes(UTF_8)))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\":\"nobody\",\"appid\":\"wx0000000000000001\"}",
        "{\"user\":\"liming\",\"appid\":\"wx1234567890abcdef\"}",
      })
  void unknownPeopleAndAppsAreNotFound(String json) {
    var response = control.send("POST", "/login", json.getBytes(UTF_8));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(body(response)).containsPattern("unknown_(user|app)");
  }

  @Test
  void everyCallIsNotedWithoutSecrets() throws IOException {
    long before = control.total("/wxa/getwxacodeunlimit");
    long since = control.calls(0).stream().mapToLong(Call::number).max().orElse(0);
    weChat.session(APPID, control.login("liming", APPID));
    String token = weChat.stableToken(APPID);
    weChat.code(token, "{\"scene\":\"abc\",\"page\":\"pages/none/none\"}");

    List<Call> calls = control.calls(since);

    assertThat(calls)
        .extracting(Call::path)
        .containsExactly("/sns/jscode2session", "/cgi-bin/stable_token", "/wxa/getwxacodeunlimit");
    assertThat(calls).extracting(Call::appid).containsOnly(APPID);
    assertThat(calls).extracting(Call::errcode).containsExactly(0, 0, 41030);
    assertThat(calls.get(2).params().path("scene").asText()).isEqualTo("abc");
    assertThat(calls.get(2).params().path("access_token").asText()).isEqualTo("[redacted]");
    assertThat(control.total("/wxa/getwxacodeunlimit")).isEqualTo(before + 1);
    assertThat(body(control.send("GET", "/calls", new byte[0])))
        .doesNotContain(SECRET)
        .doesNotContain(token);
  }

  @Test
  void nothingElseIsThere() {
    assertThat(control.send("GET", "/nothing", new byte[0]).statusCode()).isEqualTo(404);
    var wrong = control.send("PUT", "/users", new byte[0]);
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).contains("POST, GET");
  }

  @Test
  void pagesOfOtherSitesMayNotDriveIt() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(SERVER.base() + "/api/users"))
            .header("Sec-Fetch-Site", "cross-site")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();

    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(403);
  }
}
