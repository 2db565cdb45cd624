package io.saoma.connector.wechat;

import static io.saoma.connector.wechat.ScriptedWeChat.LOGIN;
import static io.saoma.connector.wechat.ScriptedWeChat.error;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.connector.CredentialConnector;
import io.saoma.connector.UpstreamSubject;
import io.saoma.connector.Verification;
import io.saoma.connector.Verification.Reason;
import io.saoma.connector.Verification.Refused;
import io.saoma.connector.Verification.Unavailable;
import io.saoma.connector.Verification.Verified;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginCodeExchangeTest {
  private static final String CANARY = "canary+of/the\\/session_key==";
  private static final String PERSON =
      "{\"session_key\":\"%s\",\"openid\":\"oAlice-_1\"}".formatted(CANARY);

  private final SettableClock clock = new SettableClock();
  private final WeChatConnectorFactory factory = new WeChatConnectorFactory();
  private ScriptedWeChat weChat;
  private CredentialConnector connector;

  @BeforeEach
  void start() throws IOException {
    weChat = new ScriptedWeChat();
    connector = factory.create(Connectors.at(weChat.url()), clock);
  }

  @AfterEach
  void stop() {
    factory.close();
    weChat.close();
  }

  @Test
  void aCodeIsExchangedForItsBearer() {
    weChat.on(LOGIN, PERSON);
    var identity = ((Verified) connector.verify("code+1/=&x")).identity();
    assertThat(identity.exact())
        .isEqualTo(new UpstreamSubject("wechat:openid:" + Connectors.APP_ID, "oAlice-_1"));
    assertThat(identity.shared()).isEmpty();
    assertThat(weChat.asked(LOGIN))
        .containsExactly(
            new ScriptedWeChat.Asked(
                "GET",
                LOGIN,
                "grant_type=authorization_code&appid=wx00000000000000a1"
                    + "&secret=canary-of-the-AppSecret%2B%26%3D%25&js_code=code%2B1%2F%3D%26x",
                ""));
  }

  @Test
  void aUnionidIsComparableInsideTheDeclaredAccountOnly() {
    weChat.on(
        LOGIN, "{\"openid\":\"oAlice\",\"unionid\":\"uAlice\",\"errcode\":0,\"errmsg\":\"ok\"}");
    var declared = ((Verified) connector.verify("code-1")).identity();
    assertThat(declared.shared()).contains(new UpstreamSubject("wechat:unionid:open1", "uAlice"));
    var settings = Connectors.of("wx00000000000000a2", weChat.url(), Optional.empty());
    var undeclared = ((Verified) factory.create(settings, clock).verify("code-2")).identity();
    assertThat(undeclared.shared()).isEmpty();
    assertThat(undeclared.exact()).isNotEqualTo(declared.exact());
  }

  @Test
  void W07_aCodeOfAnotherAppIsInvalid() {
    weChat.on(LOGIN, error(40029));
    assertThat(connector.verify("code-of-app-b")).isEqualTo(new Refused(Reason.CREDENTIAL_INVALID));
    assertThat(weChat.asked(LOGIN).get(0).query()).contains("appid=" + Connectors.APP_ID);
  }

  @ParameterizedTest
  @CsvSource({
    "40029, CREDENTIAL_INVALID",
    "42003, CREDENTIAL_INVALID",
    "41008, CREDENTIAL_INVALID",
    "40163, CREDENTIAL_USED",
    "45011, TOO_OFTEN",
  })
  void whatWeChatRefusesIsRefused(int errcode, Reason reason) {
    weChat.on(LOGIN, error(errcode));
    assertThat(connector.verify("code-1")).isEqualTo(new Refused(reason));
    assertThat(connector.verify("code-2")).as("nobody else waits").isEqualTo(new Refused(reason));
    assertThat(weChat.asked(LOGIN)).hasSize(2);
  }

  @Test
  void W16_aPersonWhomWeChatBlocksIsBlocked() {
    weChat.on(LOGIN, error(40226));
    assertThat(connector.verify("code-1")).isEqualTo(new Refused(Reason.PERSON_BLOCKED));
    assertThat(weChat.asked(LOGIN)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 5", "45009, 5", "45029, 5", "48006, 5", "40001, 30", "40002, 30", "40013, 30",
    "40125, 30", "40243, 30", "41002, 30", "41004, 30", "40164, 30", "61004, 30", "45035, 30",
    "89503, 30", "48001, 30", "48004, 30", "50001, 30", "50002, 30", "61007, 30", "40003, 30",
    "40097, 30", "47001, 30", "43001, 30", "45109, 30", "123456, 30"
  })
  void whatIsNotThePersonsFaultIsUnavailable(int errcode, int seconds) {
    weChat.on(LOGIN, error(errcode));
    assertThat(connector.verify("code-1")).isEqualTo(new Unavailable(Duration.ofSeconds(seconds)));
    assertThat(weChat.asked(LOGIN)).as("asked once, whatever it says").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {40013, 40125, 40243, 40164, 89503, 48001})
  void aFaultOfTheSettingsIsNamedInTheLogAndStopsTheCalls(int errcode) {
    weChat.on(LOGIN, error(errcode), PERSON);
    try (var log = new CapturedLog()) {
      connector.verify("code-1");
      assertThat(connector.verify("code-2")).isInstanceOf(Unavailable.class);
      assertThat(weChat.asked(LOGIN)).hasSize(1);
      assertThat(log.count(Level.SEVERE)).isEqualTo(1);
      assertThat(log.text())
          .contains("Connector main: code2Session failed with errcode " + errcode)
          .contains("(rid 6912aaaa-01234567-89abcdef)");
    }
    clock.advance(Duration.ofSeconds(30));
    assertThat(connector.verify("code-3")).isInstanceOf(Verified.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "",
        "null",
        "[]",
        "42",
        "\"oAlice\"",
        "{\"openid\":null}",
        "{\"openid\":\"\"}",
        "{\"openid\":[]}",
        "{\"openid\":[\"oAlice\"]}",
        "{\"openid\":{\"openid\":\"oAlice\"}}",
        "{\"openid\":7}",
        "{\"openid\":true}",
        "{\"openid\":\"o Alice\"}",
        "{\"openid\":\"oAlice\\u0000\"}",
        "{\"openid\":\"oAlice\\n\"}",
        "{\"openid\":\"oÄlice\"}",
        "{\"openid\":\"o:Alice\"}",
        "{\"session_key\":\"abc\"}",
        "{\"unionid\":\"uAlice\"}",
        "{\"openid\":\"oAlice\",\"unionid\":null}",
        "{\"openid\":\"oAlice\",\"unionid\":\"\"}",
        "{\"openid\":\"oAlice\",\"unionid\":[]}",
        "{\"openid\":\"oAlice\",\"openid\":\"oBob\"}",
        "{\"openid\":\"oAlice\",\"x\":{\"a\":1,\"a\":2}}",
        "{\"errcode\":40029,\"openid\":\"oAlice\"}",
        "{\"openid\":\"oAlice\",\"errcode\":-1}",
        "{\"openid\":\"oAlice\",\"errcode\":\"0\"}",
        "{\"openid\":\"oAlice\",\"errcode\":null}",
        "{\"openid\":\"oAlice\",\"errcode\":0.5}",
        "{\"errcode\":99999999999}",
        "{\"errcode\":\"40029\"}",
        "{\"errcode\":0,\"errmsg\":\"ok\"}",
        "{\"openid\":\"oAlice\"} {\"openid\":\"oBob\"}",
        "{\"openid\":\"oAlice\"",
        "{'openid':'oAlice'}",
        "{\"openid\":\"oAlice\",}",
        "[{\"openid\":\"oAlice\"}]",
        "<html><body>openid oAlice</body></html>"
      })
  void W09_nobodyIsSignedInByAnAnswerThatDoesNotFit(String body) {
    weChat.on(LOGIN, body);
    assertThat(connector.verify("code-1")).isEqualTo(new Unavailable(Duration.ofSeconds(5)));
  }

  @Test
  void W09_anOpenidHasAtMost128Characters() {
    weChat.on(LOGIN, "{\"openid\":\"" + "o".repeat(128) + "\"}");
    assertThat(connector.verify("code-1")).isInstanceOf(Verified.class);
    weChat.on(LOGIN, "{\"openid\":\"" + "o".repeat(129) + "\"}");
    assertThat(connector.verify("code-2")).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 400, 401, 403, 407, 500, 502, 503})
  void W09_aPersonComesWithStatus200Only(int status) {
    weChat.on(LOGIN).add(LOGIN, status, "text/plain", PERSON.getBytes(UTF_8));
    if (status == 204) {
      weChat.on(LOGIN).add(LOGIN, status, "text/plain", new byte[0]);
    }
    assertThat(connector.verify("code-1")).isInstanceOf(Unavailable.class);
  }

  @Test
  void theLabelOfAnAnswerDecidesNothing() {
    weChat.on(LOGIN).add(LOGIN, 200, "image/jpeg; charset=nonsense", PERSON.getBytes(UTF_8));
    assertThat(connector.verify("code-1")).isInstanceOf(Verified.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\nb", "ä", "a\u0000"})
  void whatCannotBeACodeIsNotSent(String code) {
    assertThat(connector.verify(code)).isEqualTo(new Refused(Reason.CREDENTIAL_INVALID));
    assertThat(connector.verify("x".repeat(129))).isInstanceOf(Refused.class);
    assertThat(weChat.asked(LOGIN)).isEmpty();
  }

  @Test
  void aCodeIsAskedAboutOnce() {
    weChat.on(LOGIN, PERSON);
    assertThat(connector.verify("code-1")).isInstanceOf(Verified.class);
    assertThat(connector.verify("code-1")).isEqualTo(new Refused(Reason.CREDENTIAL_USED));
    assertThat(weChat.asked(LOGIN)).hasSize(1);
    clock.advance(Duration.ofMinutes(5));
    connector.verify("code-1");
    assertThat(weChat.asked(LOGIN)).as("now WeChat itself knows it no more").hasSize(2);
  }

  @Test
  void ofManyRequestsWithOneCodeAtOnceOneAsks() throws Exception {
    weChat.on(LOGIN, PERSON);
    var together = new CountDownLatch(24);
    var threads = Executors.newFixedThreadPool(24);
    try {
      Callable<Verification> attempt =
          () -> {
            together.countDown();
            assertThat(together.await(10, TimeUnit.SECONDS)).isTrue();
            return connector.verify("code-1");
          };
      var outcomes = new ArrayList<Verification>();
      for (var future : threads.invokeAll(Collections.nCopies(24, attempt))) {
        outcomes.add(future.get());
      }
      assertThat(outcomes).filteredOn(Verified.class::isInstance).hasSize(1);
      assertThat(outcomes)
          .filteredOn(it -> it.equals(new Refused(Reason.CREDENTIAL_USED)))
          .hasSize(23);
      assertThat(weChat.asked(LOGIN)).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void R19_aCodeWhoseAnswerWasLostIsNotSentAgain() throws IOException {
    try (var server = new RawServer(out -> {})) {
      var lost =
          factory.create(Connectors.at(URI.create("http://127.0.0.1:" + server.port())), clock);
      assertThat(lost.verify("code-1")).isInstanceOf(Unavailable.class);
      assertThat(server.requests()).as("the JDK's client would send a GET twice").isEqualTo(1);
      assertThat(lost.verify("code-1")).isEqualTo(new Refused(Reason.CREDENTIAL_USED));
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void aDailyQuotaStopsTheCallsForAMoment() {
    weChat.on(LOGIN, error(45009), PERSON);
    connector.verify("code-1");
    assertThat(connector.verify("code-2")).isEqualTo(new Unavailable(Duration.ofSeconds(5)));
    clock.advance(Duration.ofSeconds(5));
    assertThat(connector.verify("code-2")).as("it was not spent").isInstanceOf(Verified.class);
    assertThat(weChat.asked(LOGIN)).hasSize(2);
  }

  @Test
  void R21_anUpstreamThatDoesNotAnswerIsLeftAlone() {
    weChat.on(LOGIN).add(LOGIN, 502, "text/html", new byte[0]);
    for (var i = 0; i < 12; i++) {
      assertThat(connector.verify("code-" + i)).isInstanceOf(Unavailable.class);
    }
    assertThat(weChat.asked(LOGIN)).hasSize(10);
    var sibling = Connectors.of("wx00000000000000a2", weChat.url(), Optional.empty());
    factory.create(sibling, clock).verify("code-of-a-sibling");
    assertThat(weChat.asked(LOGIN)).as("one breaker for one base URL").hasSize(10);
    weChat.on(LOGIN, PERSON);
    clock.advance(Duration.ofSeconds(5));
    assertThat(connector.verify("code-fresh")).isInstanceOf(Verified.class);
  }

  @Test
  void peopleWithBadCodesDoNotOpenTheBreaker() {
    weChat.on(LOGIN, error(40029));
    for (var i = 0; i < 40; i++) {
      connector.verify("junk-" + i);
    }
    weChat.on(LOGIN, PERSON);
    assertThat(connector.verify("code-1")).isInstanceOf(Verified.class);
  }

  @Test
  void W02_aSessionKeyGoesNowhere() {
    weChat.on(LOGIN, PERSON, PERSON.replace("oAlice", "o Alice"), PERSON.replace("}", ",}"));
    try (var log = new CapturedLog()) {
      var all = new StringBuilder();
      for (var i = 0; i < 3; i++) {
        all.append(connector.verify("code-" + i));
      }
      assertThat(all.append(log.text()).toString())
          .contains("Verified")
          .doesNotContain("canary")
          .doesNotContain("session_key");
    }
  }

  @Test
  void W01_theSecretAndTheCodeAreInNoLogAndNoText() {
    try (var log = new CapturedLog()) {
      var all = new StringBuilder(connector.settings().toString());
      for (var answer : new String[] {PERSON, error(-1), error(40125), error(7), "<html>", "{"}) {
        weChat.on(LOGIN, answer);
        all.append(connector.verify("canary-code-" + answer.hashCode()));
        clock.advance(Duration.ofMinutes(1));
      }
      weChat.close();
      all.append(connector.verify("canary-code-closed"));
      assertThat(log.count(Level.SEVERE)).isGreaterThan(1);
      assertThat(all.append(log.text()).toString())
          .doesNotContain("canary")
          .doesNotContain("oAlice")
          .doesNotContain("js_code")
          .doesNotContain("refused, rid");
    }
  }
}
