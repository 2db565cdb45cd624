package io.saoma.sandbox;

import static io.saoma.sandbox.SandboxServer.APPID;
import static io.saoma.sandbox.SandboxServer.LONER;
import static io.saoma.sandbox.SandboxServer.SECRET;
import static io.saoma.sandbox.SandboxServer.SISTER;
import static io.saoma.sandbox.WeChatClient.body;
import static io.saoma.sandbox.WeChatClient.contentType;
import static io.saoma.sandbox.WeChatClient.errcode;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeToSessionTest {
  private static final SandboxServer SERVER = SandboxServer.start();

  private final SandboxControl control = SERVER.control();
  private final WeChatClient weChat = new WeChatClient(SERVER.base());

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void aCodeGivesAnOpenidAndASessionKeyAsTextPlain() {
    String user = control.person();

    HttpResponse<byte[]> response = weChat.session(APPID, control.login(user, APPID));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(contentType(response)).isEqualTo("text/plain");
    JsonNode json = SandboxControl.json(response);
    assertThat(json.path("openid").asText()).matches("o[A-Za-z0-9_-]{27}");
    assertThat(json.path("openid").asText()).isEqualTo(control.openid(user, APPID));
    String key = json.path("session_key").asText();
    assertThat(Base64.getDecoder().decode(key)).hasSize(16);
    assertThat(key).isEqualTo(control.sessionKey(user, APPID));
    assertThat(json.has("errcode")).isFalse();
  }

  @Test
  void slashesInASessionKeyAreEscaped() {
    assertThat(
            IntStream.range(0, 40)
                .mapToObj(i -> control.person())
                .map(user -> body(weChat.session(APPID, control.login(user, APPID))))
                .filter(json -> json.contains("/")))
        .isNotEmpty()
        .allSatisfy(json -> assertThat(json.replace("\\/", "")).doesNotContain("/"));
  }

  @Test
  void everyAppSeesAnotherOpenidAndOneOpenPlatformAccountTheSameUnionid() {
    String user = control.person();

    JsonNode first = SandboxControl.json(weChat.session(APPID, control.login(user, APPID)));
    JsonNode sister = SandboxControl.json(weChat.session(SISTER, control.login(user, SISTER)));
    JsonNode loner = SandboxControl.json(weChat.session(LONER, control.login(user, LONER)));

    assertThat(first.path("openid").asText())
        .isNotEqualTo(sister.path("openid").asText())
        .isNotEqualTo(loner.path("openid").asText());
    assertThat(first.path("unionid").asText())
        .matches("o[A-Za-z0-9_-]{27}")
        .isEqualTo(sister.path("unionid").asText());
    assertThat(loner.has("unionid")).isFalse();
  }

  @Test
  void aPersonWithoutAUnionidHasNoneUntilItAppears() {
    String user = control.person(Map.of("unionid", false));
    assertThat(body(weChat.session(APPID, control.login(user, APPID)))).doesNotContain("unionid");

    control.change(user, Map.of("unionid", true));

    assertThat(body(weChat.session(APPID, control.login(user, APPID)))).contains("unionid");
  }

  @Test
  void theSamePersonComesBackAfterTheSandboxForgotEverything() {
    String user = control.person(Map.of("user", "comes-back"));
    try (SandboxServer another = SandboxServer.start()) {
      assertThat(another.control().person(Map.of("user", "comes-back"))).isEqualTo(user);
      assertThat(another.control().openid(user, APPID)).isEqualTo(control.openid(user, APPID));
    }
  }

  @Test
  void aCodeIsTakenOnce() {
    String code = control.login(control.person(), APPID);
    assertThat(code).hasSize(32);

    assertThat(errcode(weChat.session(APPID, code))).isZero();

    HttpResponse<byte[]> second = weChat.session(APPID, code);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(contentType(second)).isEqualTo("text/plain");
    assertThat(errcode(second)).isEqualTo(40163);
    assertThat(SandboxControl.json(second).path("errmsg").asText())
        .matches("code been used, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}");
  }

  @Test
  void ofManyWhoTakeOneCodeAtOnceOneGetsIt() {
    String code = control.login(control.person(), APPID);

    assertThat(
            Collections.nCopies(16, code).parallelStream()
                .map(same -> errcode(weChat.session(APPID, same))))
        .containsOnlyOnce(0)
        .filteredOn(errcode -> errcode != 0)
        .hasSize(15)
        .containsOnly(40163);
  }

  @Test
  void aCodeDiesAfterFiveMinutes() {
    String user = control.person();
    String inTime = control.login(user, APPID);
    String late = control.login(user, APPID);

    control.advance(Duration.ofSeconds(290));
    assertThat(errcode(weChat.session(APPID, inTime))).isZero();
    control.advance(Duration.ofSeconds(10));
    assertThat(errcode(weChat.session(APPID, late))).isEqualTo(40029);
  }

  @Test
  void w07aCodeOfAnotherAppIsInvalidAndStaysGoodForItsOwn() {
    String code = control.login(control.person(), SISTER);

    assertThat(errcode(weChat.session(APPID, code))).isEqualTo(40029);
    assertThat(errcode(weChat.session(SISTER, code))).isZero();
  }

  @Test
  void codesAreSpeltExactly() {
    String code = control.login(control.person(), APPID);

    assertThat(errcode(weChat.session(APPID, swapCase(code)))).isEqualTo(40029);
    assertThat(errcode(weChat.session(APPID, "never-issued"))).isEqualTo(40029);
    assertThat(errcode(weChat.session(APPID, code))).isZero();
  }

  private static String swapCase(String text) {
    return text.chars()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void aPhoneNumberCodeIsNoLoginCode() {
    String code = control.phoneCode(control.person(), APPID);

    assertThat(errcode(weChat.session(APPID, code))).isEqualTo(40029);
  }

  @Test
  void w16aRiskyPersonIsBlocked() {
    String user = control.person(Map.of("risky", true));

    assertThat(errcode(weChat.session(APPID, control.login(user, APPID)))).isEqualTo(40226);
  }

  @Test
  void aPersonHasAHundredExchangesAMinute() {
    try (SandboxServer fresh = SandboxServer.start()) {
      SandboxControl its = fresh.control();
      WeChatClient there = new WeChatClient(fresh.base());
      String user = its.person();
      String other = its.person();
      String code = "";
      for (int i = 0; i < 101; i++) {
        code = its.login(user, APPID);
        HttpResponse<byte[]> response = there.session(APPID, code);
        // The minute of the clock may have changed on the way to the hundredth.
        if (errcode(response) == 45011) {
          break;
        }
      }
      HttpResponse<byte[]> refused = there.session(APPID, code);
      assertThat(errcode(refused)).isEqualTo(45011);
      assertThat(errcode(there.session(APPID, its.login(other, APPID)))).isZero();

      its.advance(Duration.ofMinutes(1));
      assertThat(errcode(there.session(APPID, code))).as("it was not consumed").isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 41002",
    "appid=wx1234567890abcdef&secret=x, 40013",
    "appid=wx0000000000000001, 41004",
    "appid=wx0000000000000001&secret=wrong, 40125",
    "appid=wx0000000000000001&secret=" + SECRET + ", 40002",
    "appid=wx0000000000000001&secret=" + SECRET + "&grant_type=code&js_code=x, 40002",
    "appid=wx0000000000000001&secret=" + SECRET + "&grant_type=authorization_code, 41008",
  })
  void whatIsWrongHasItsOwnNumber(String query, int errcode) throws IOException {
    HttpResponse<byte[]> response = weChat.get("/sns/jscode2session?" + query);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(errcode(response)).isEqualTo(errcode);
    assertThat(body(response)).doesNotContain(SECRET);
  }

  @Test
  void itIsNotPosted() throws IOException {
    assertThat(errcode(weChat.post("/sns/jscode2session", "{}"))).isEqualTo(43001);
  }
}
