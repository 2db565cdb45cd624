package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.sandbox.SandboxControl;
import io.saoma.sandbox.SandboxServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on what a phone calls, and a WeChat that fails while it is asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PhoneThreatsTest {
  private static final String EXCHANGE = "/sns/jscode2session";
  private static final String NOT_FOUND = "{\"error\":\"not_found\"}";

  private SaomaServer server;
  private SandboxControl wechat;

  @BeforeAll
  void start() {
    server = SaomaServer.start(SaomaServer.Options.standard().open());
    wechat = server.sandbox().control();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Login begin() {
    return Login.begin(server, server.browser());
  }

  private static String state(Login login) {
    return login.state().path("state").asText();
  }

  private String accounts() {
    return server.database().text("SELECT COUNT(*) FROM account");
  }

  private static Map<String, Object> scan(String scene, String code) {
    var members = new LinkedHashMap<String, Object>();
    members.put("scene", scene);
    members.put("js_code", code);
    members.put("launch", Phone.CAMERA);
    members.put("env", "release");
    return members;
  }

  @Test
  void W03_aStepIsTakenByAFreshCodeAndByNothingElse() {
    var login = begin();
    var phone = server.phone();
    var scanned = phone.scan(login.scene());

    for (var code : List.of("made-up", "x".repeat(32), "081" + "A".repeat(29))) {
      var refused =
          phone.call(
              "confirm",
              Map.of(
                  "handle", scanned.text("handle"),
                  "ctx_digest", scanned.text("ctx_digest"),
                  "js_code", code));
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.text("error")).isEqualTo("code_invalid");
    }
    assertThat(state(login)).isEqualTo("scanned");
    assertThat(phone.confirm(scanned).status()).isEqualTo(200);
  }

  @Test
  void W03_aHandleOfAnothersTicketOpensNothing() {
    var victims = begin();
    var scanned = server.phone().scan(victims.scene());
    var own = begin();
    var attacker = server.phone();
    var attackers = attacker.scan(own.scene());
    var mixed = scanned.text("handle").substring(0, 22) + attackers.text("handle").substring(22);
    for (var handle : List.of(mixed, "H".repeat(44), "short", "../../x", "' OR '1'='1")) {
      assertThat(attacker.call("deny", Map.of("handle", handle)).response().body())
          .isEqualTo(NOT_FOUND);
      var confirm =
          attacker.call(
              "confirm",
              Map.of(
                  "handle", handle,
                  "ctx_digest", attackers.text("ctx_digest"),
                  "js_code", attacker.code()));
      assertThat(confirm.status()).isEqualTo(404);
      assertThat(confirm.response().body()).isEqualTo(NOT_FOUND);
    }
    assertThat(state(victims)).isEqualTo("scanned");
  }

  @Test
  void W07_aCodeOfOneAppIsNoneOfAnother() {
    var login = begin();
    var scene = login.scene();
    var phone = server.phone();
    var before = accounts();
    var sisters = wechat.login(phone.person(), SandboxServer.SISTER);
    var refused = phone.call("scan", scan(scene, sisters));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text("error")).isEqualTo("code_invalid");
    assertThat(state(login)).isEqualTo("waiting");

    // A picture of one app is unknown to the other, and so is its handle.
    var scanned = phone.scan(scene);
    assertThat(scanned.status()).isEqualTo(200);
    var sister = server.phone().in(SandboxServer.SISTER).from("192.0.2.1");
    assertThat(sister.scan(scene).response().body()).isEqualTo(NOT_FOUND);
    assertThat(sister.confirm(scanned).response().body()).isEqualTo(NOT_FOUND);
    assertThat(sister.deny(scanned).response().body()).isEqualTo(NOT_FOUND);
    assertThat(sister.type(login.typedCode()).response().body()).isEqualTo(NOT_FOUND);
    assertThat(state(login)).isEqualTo("scanned");
    assertThat(accounts()).isEqualTo(before);
  }

  @Test
  void W07_anUnknownAppHasNoPhones() {
    var phone = server.phone();
    for (var appId :
        List.of("wx0000000000000009", "x", "wx0000000000000001x", "WX0000000000000001")) {
      var stranger = new Phone(server.issuer(), wechat, phone.person()).in(appId);
      for (var step : List.of("scan", "confirm", "deny")) {
        var members =
            switch (step) {
              case "scan" -> scan("1a" + "x".repeat(30), "code");
              case "confirm" -> Map.of("handle", "h", "ctx_digest", "d", "js_code", "c");
              default -> Map.of("handle", "h");
            };
        var refused = stranger.call(step, members);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.response().body()).isEqualTo(NOT_FOUND);
      }
    }
  }

  @Test
  void W08_onePersonIsOneAccountAndAnotherIsAnother() {
    var first = server.phone();
    var second = server.phone();
    var before = Integer.parseInt(accounts());
    for (var phone : List.of(first, first, second)) {
      var login = begin();
      assertThat(phone.confirm(phone.scan(login.scene())).status()).isEqualTo(200);
      assertThat(login.complete().statusCode()).isEqualTo(303);
    }
    assertThat(Integer.parseInt(accounts())).isEqualTo(before + 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"openid\":null,\"session_key\":\"k\"}",
        "{\"openid\":\"\",\"session_key\":\"k\"}",
        "{\"openid\":[],\"session_key\":\"k\"}",
        "{\"openid\":7,\"session_key\":\"k\"}",
        "{\"openid\":\"oForged\",\"errcode\":-1}",
        "{\"openid\":\"a\",\"openid\":\"b\"}",
        "<html>openid</html>",
        ""
      })
  void W09_anAnswerWithoutOnePersonIsNoAnswer(String answer) {
    var login = begin();
    var scene = login.scene();
    var before = accounts();
    wechat.fault(Map.of("path", EXCHANGE, "status", 200, "body", answer));
    try {
      var refused = server.phone().scan(scene);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text("error")).isEqualTo("temporarily_unavailable");
      assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
    } finally {
      wechat.clearFaults();
    }
    assertThat(state(login)).isEqualTo("waiting");
    assertThat(accounts()).isEqualTo(before);
    assertThat(server.database().dump()).doesNotContain("oForged");
    // The next person is not made to pay for it.
    assertThat(server.phone().scan(scene).status()).isEqualTo(200);
  }

  @Test
  void W16_aPersonWhomWeChatBlocksDoesNotScan() {
    var login = begin();
    wechat.fault(Map.of("path", EXCHANGE, "errcode", 40226));
    var before = accounts();
    var refused = server.phone().scan(login.scene());

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("error")).isEqualTo("account_blocked_upstream");
    assertThat(state(login)).isEqualTo("denied");
    assertThat(accounts()).isEqualTo(before);
    assertThat(Login.parameter(login.complete(), "error")).isEqualTo("access_denied");
  }

  @Test
  void W16_aPersonWhomWeChatBlocksDoesNotConfirmAndTheSiteIsTold() {
    var login = begin();
    var phone = server.phone();
    var scanned = phone.scan(login.scene());
    wechat.fault(Map.of("path", EXCHANGE, "errcode", 40226));
    var refused = phone.confirm(scanned);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("error")).isEqualTo("account_blocked_upstream");
    assertThat(state(login)).isEqualTo("denied");
    assertThat(Kept.of(server, login).events("qr_person_blocked")).isEqualTo(1);
    assertThat(phone.confirm(scanned).status()).isEqualTo(409);
    assertThat(Login.parameter(login.complete(), "error")).isEqualTo("access_denied");
    assertThat(Kept.of(server, login).codes()).isZero();
  }

  @Test
  void R18_aBusyWeChatIsABusyServerAndNothingIsLost() {
    var login = begin();
    var phone = server.phone();
    wechat.fault(Map.of("path", EXCHANGE, "errcode", -1));
    var refused = phone.scan(login.scene());
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
    assertThat(state(login)).isEqualTo("waiting");

    var scanned = phone.scan(login.scene());
    assertThat(scanned.status()).isEqualTo(200);
    wechat.fault(Map.of("path", EXCHANGE, "errcode", -1));
    assertThat(phone.confirm(scanned).status()).isEqualTo(503);
    assertThat(state(login)).isEqualTo("scanned");
    assertThat(phone.confirm(scanned).status()).isEqualTo(200);
    assertThat(login.complete().statusCode()).isEqualTo(303);
  }

  @Test
  void R18_aPersonWhoAsksTooOftenIsSlowedDownAlone() {
    var login = begin();
    var phone = server.phone();
    wechat.fault(Map.of("path", EXCHANGE, "errcode", 45011));
    var slowed = phone.scan(login.scene());
    assertThat(slowed.status()).isEqualTo(429);
    assertThat(slowed.text("error")).isEqualTo("slow_down");
    assertThat(slowed.response().headers().firstValue("Retry-After")).isPresent();
    assertThat(state(login)).isEqualTo("waiting");
    assertThat(server.phone().scan(login.scene()).status()).isEqualTo(200);
  }

  @Test
  void R19_aLostReplyCostsOneFreshCode() {
    var login = begin();
    var phone = server.phone();
    var code = phone.code();
    wechat.fault(Map.of("path", EXCHANGE, "drop_reply", true));
    assertThat(phone.call("scan", scan(login.scene(), code)).status()).isEqualTo(503);
    assertThat(state(login)).isEqualTo("waiting");

    // WeChat has spent the code with the request whose answer was lost.
    var again = phone.call("scan", scan(login.scene(), code));
    assertThat(again.status()).isEqualTo(401);
    assertThat(again.text("error")).isEqualTo("code_used");
    assertThat(state(login)).isEqualTo("waiting");
    var scanned = phone.scan(login.scene());
    assertThat(scanned.status()).isEqualTo(200);

    wechat.fault(Map.of("path", EXCHANGE, "drop_reply", true));
    var confirm = new LinkedHashMap<String, Object>();
    confirm.put("handle", scanned.text("handle"));
    confirm.put("ctx_digest", scanned.text("ctx_digest"));
    confirm.put("js_code", phone.code());
    assertThat(phone.call("confirm", confirm).status()).isEqualTo(503);
    assertThat(phone.call("confirm", confirm).text("error")).isEqualTo("code_used");
    assertThat(state(login)).isEqualTo("scanned");
    assertThat(phone.confirm(scanned).status()).isEqualTo(200);
  }

  @Test
  void R19_aSpentCodeAtWeChatAsksForAFreshOne() {
    var login = begin();
    var phone = server.phone();
    wechat.fault(Map.of("path", EXCHANGE, "errcode", 40163));
    var refused = phone.scan(login.scene());
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text("error")).isEqualTo("code_used");
    assertThat(phone.scan(login.scene()).status()).isEqualTo(200);
  }

  @Test
  void W10_aSlowWeChatIsGivenUp() {
    var login = begin();
    wechat.fault(Map.of("path", EXCHANGE, "delay_ms", 20_000));
    var began = System.nanoTime();
    var refused = server.phone().scan(login.scene());

    assertThat(refused.status()).isEqualTo(503);
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(15);
    assertThat(state(login)).isEqualTo("waiting");
  }

  @Test
  void W10_aLongAnswerIsNotRead() {
    var login = begin();
    wechat.fault(
        Map.of(
            "path",
            EXCHANGE,
            "status",
            200,
            "body",
            "{\"openid\":\"oForged\",\"x\":\"aaaaaaaa",
            "repeat",
            100_000));
    assertThat(server.phone().scan(login.scene()).status()).isEqualTo(503);
    assertThat(state(login)).isEqualTo("waiting");
  }

  @Test
  void Q37_onlyTheReleasedMiniProgramScans() {
    var login = begin();
    var asked = wechat.total(EXCHANGE);
    for (var env : List.of("trial", "develop", "RELEASE", "x")) {
      var phone = server.phone();
      var members = scan(login.scene(), phone.code());
      members.put("env", env);
      var refused = phone.call("scan", members);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text("error")).isEqualTo("env_not_allowed");
    }
    assertThat(wechat.total(EXCHANGE)).isEqualTo(asked);
    assertThat(state(login)).isEqualTo("waiting");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"scene\":\"%1$s\",\"js_code\":\"c\",\"launch\":1047}",
        "{\"scene\":\"%1$s\",\"launch\":1047,\"env\":\"release\"}",
        "{\"js_code\":\"c\",\"launch\":1047,\"env\":\"release\"}",
        "{\"scene\":\"%1$s\",\"code\":\"BCDFGHJK\",\"js_code\":\"c\",\"launch\":1047,\"env\":\"release\"}",
        "{\"scene\":\"%1$s\",\"scene\":\"%1$s\",\"js_code\":\"c\",\"launch\":1047,\"env\":\"release\"}",
        "{\"scene\":\"%1$s\",\"js_code\":\"c\",\"launch\":\"1047\",\"env\":\"release\"}",
        "{\"scene\":\"%1$s\",\"js_code\":\"c\",\"launch\":1047.0,\"env\":\"release\"}",
        "{\"scene\":\"%1$s\",\"js_code\":\"c\",\"launch\":10470000000000,\"env\":\"release\"}",
        "{\"scene\":\"%1$s\",\"js_code\":[\"c\"],\"launch\":1047,\"env\":\"release\"}",
        "{\"scene\":{\"a\":\"%1$s\"},\"js_code\":\"c\",\"launch\":1047,\"env\":\"release\"}",
        "{\"scene\":\"%1$s\",\"js_code\":\"\",\"launch\":1047,\"env\":\"release\"}",
        "{\"scene\":\"%1$s\",\"js_code\":\"c\",\"launch\":1047,\"env\":\"release\"} {}",
        "{\"scene\":\"%1$s\",\"js_code\":\"c\",\"launch\":1047,\"env\":\"release\",\"__proto__\":{}}",
        "[\"scene\"]"
      })
  void aMalformedScanTouchesNothing(String body) {
    var login = begin();
    var refused = server.phone().send("scan", body.formatted(login.scene()));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("error")).isEqualTo("invalid_request");
    assertThat(refused.response().body()).doesNotContain(login.scene());
    assertThat(state(login)).isEqualTo("waiting");
  }

  @Test
  void W13_aPhoneIsGivenNoCookieAndBringsNone() {
    var login = begin();
    var phone = server.phone();
    var scanned = phone.scan(login.scene());
    for (var answer : List.of(scanned, phone.confirm(scanned), phone.deny(scanned))) {
      assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
      assertThat(answer.response().headers().firstValue("Cache-Control")).hasValue("no-store");
    }
  }
}
