package io.saoma.connector.wechat;

import static io.saoma.connector.wechat.ScriptedWeChat.DRAW;
import static io.saoma.connector.wechat.ScriptedWeChat.JPEG;
import static io.saoma.connector.wechat.ScriptedWeChat.PNG;
import static io.saoma.connector.wechat.ScriptedWeChat.TOKEN;
import static io.saoma.connector.wechat.ScriptedWeChat.error;
import static io.saoma.connector.wechat.ScriptedWeChat.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saoma.connector.CredentialConnector;
import io.saoma.connector.Drawing;
import io.saoma.connector.Drawing.Drawn;
import io.saoma.connector.Drawing.Reason;
import io.saoma.connector.Drawing.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeDrawingTest {
  private static final String SCENE = "abcdefghijklmnopqrstuvwxyz-_0123";

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
  void aCodeIsDrawnForTheDeclaredPageAndBuild() {
    weChat.on(TOKEN, token("a+b/c=", 7200)).on(DRAW).add(DRAW, 200, "image/jpeg", JPEG);
    assertDrawn(connector.draw(SCENE), JPEG, "image/jpeg");
    assertDrawn(connector.draw(SCENE), JPEG, "image/jpeg");
    assertThat(weChat.asked(TOKEN))
        .containsExactly(
            new ScriptedWeChat.Asked(
                "POST",
                TOKEN,
                "null",
                "{\"grant_type\":\"client_credential\",\"appid\":\"wx00000000000000a1\","
                    + "\"secret\":\"canary-of-the-AppSecret+&=%\",\"force_refresh\":false}"));
    assertThat(weChat.asked(DRAW))
        .hasSize(2)
        .first()
        .isEqualTo(
            new ScriptedWeChat.Asked(
                "POST",
                DRAW,
                "access_token=a%2Bb%2Fc%3D",
                "{\"scene\":\""
                    + SCENE
                    + "\",\"page\":\"pages/login/index\",\"check_path\":false,"
                    + "\"env_version\":\"trial\",\"width\":430}"));
  }

  @Test
  void aPictureIsKnownByItsBytes() {
    weChat.on(DRAW).add(DRAW, 200, "application/json; encoding=utf-8", PNG);
    assertDrawn(connector.draw(SCENE), PNG, "image/png");
    weChat.on(DRAW).add(DRAW, 200, "text/html", JPEG);
    assertDrawn(connector.draw(SCENE), JPEG, "image/jpeg");
    weChat.on(DRAW).add(DRAW, 200, "image/jpeg", error(41030).getBytes(UTF_8));
    assertThat(connector.draw(SCENE))
        .isEqualTo(new Unavailable(Reason.MISCONFIGURED, Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @CsvSource({
    "45009, QUOTA, 5",
    "45011, QUOTA, 5",
    "45029, QUOTA, 5",
    "48006, QUOTA, 5",
    "41030, MISCONFIGURED, 30",
    "40066, MISCONFIGURED, 30",
    "85079, MISCONFIGURED, 30",
    "48001, MISCONFIGURED, 30",
    "48004, MISCONFIGURED, 30",
    "50001, MISCONFIGURED, 30",
    "50002, MISCONFIGURED, 30",
    "61007, MISCONFIGURED, 30",
    "40164, MISCONFIGURED, 30",
    "40013, MISCONFIGURED, 30",
    "40097, MISCONFIGURED, 30",
    "40129, MISCONFIGURED, 30",
    "40165, MISCONFIGURED, 30",
    "40169, MISCONFIGURED, 30",
    "40212, MISCONFIGURED, 30",
    "47001, MISCONFIGURED, 30",
    "44002, MISCONFIGURED, 30",
    "43001, MISCONFIGURED, 30",
    "43002, MISCONFIGURED, 30",
    "43003, MISCONFIGURED, 30",
    "45109, MISCONFIGURED, 30",
    "40029, MISCONFIGURED, 30",
    "123456, MISCONFIGURED, 30"
  })
  void everyErrcodeHasOneMeaningAndIsAskedOnce(int errcode, Reason reason, int seconds) {
    weChat.on(DRAW, error(errcode));
    assertThat(connector.draw(SCENE))
        .isEqualTo(new Unavailable(reason, Duration.ofSeconds(seconds)));
    assertThat(weChat.asked(DRAW)).hasSize(1);
    assertThat(weChat.asked(TOKEN)).as("no token was to blame").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {45009, 45011})
  void R20_aSpentQuotaIsNotPressedOn(int errcode) {
    weChat.on(DRAW, error(errcode)).add(DRAW, 200, "image/jpeg", JPEG);
    connector.draw(SCENE);
    for (var i = 0; i < 10; i++) {
      assertThat(connector.draw(SCENE))
          .isEqualTo(new Unavailable(Reason.QUOTA, Duration.ofSeconds(5)));
    }
    assertThat(weChat.asked(DRAW)).hasSize(1);
    clock.advance(Duration.ofSeconds(5));
    assertDrawn(connector.draw(SCENE), JPEG, "image/jpeg");
    assertThat(weChat.asked(TOKEN)).hasSize(1);
  }

  @Test
  void R18_busyIsAskedAgainTwice() {
    weChat.on(DRAW, error(-1), error(-1)).add(DRAW, 200, "image/jpeg", JPEG);
    assertDrawn(connector.draw(SCENE), JPEG, "image/jpeg");
    weChat.on(DRAW, error(-1));
    assertThat(connector.draw(SCENE))
        .isEqualTo(new Unavailable(Reason.UNREACHABLE, Duration.ofSeconds(5)));
    assertThat(weChat.asked(DRAW)).hasSize(6);
  }

  @Test
  void R18_busyWithTheTokenIsAskedAgainToo() {
    weChat.on(TOKEN, error(-1), token("token-1", 7200)).on(DRAW).add(DRAW, 200, "image/jpeg", JPEG);
    assertDrawn(connector.draw(SCENE), JPEG, "image/jpeg");
    assertThat(weChat.asked(TOKEN)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {40001, 40014, 42001})
  void R22_aRefusedTokenIsReplacedOnceAndTheCallReplayedOnce(int errcode) {
    weChat.on(TOKEN, token("old", 7200), token("new", 7200));
    weChat.on(DRAW, error(errcode)).add(DRAW, 200, "image/jpeg", JPEG);
    assertDrawn(connector.draw(SCENE), JPEG, "image/jpeg");
    assertThat(weChat.asked(DRAW))
        .extracting(ScriptedWeChat.Asked::query)
        .containsExactly("access_token=old", "access_token=new");
    assertThat(weChat.asked(TOKEN)).hasSize(2);
    assertThat(weChat.asked(TOKEN)).allMatch(it -> it.body().contains("\"force_refresh\":false"));
  }

  @Test
  void R22_tokensThatAreAlwaysRefusedAreNoLoop() {
    weChat.on(DRAW, error(40001));
    try (var log = new CapturedLog()) {
      for (var i = 0; i < 20; i++) {
        assertThat(connector.draw(SCENE))
            .isEqualTo(new Unavailable(Reason.UNREACHABLE, Duration.ofSeconds(5)));
      }
      assertThat(log.count(Level.SEVERE)).isEqualTo(1);
    }
    assertThat(weChat.asked(TOKEN)).hasSize(2);
    assertThat(weChat.asked(DRAW)).hasSize(21);
  }

  @Test
  void W19_manyThreadsShareOneTokenBeforeAndAfterItsRefusal() throws Exception {
    weChat.on(TOKEN, token("one", 7200)).on(DRAW).add(DRAW, 200, "image/jpeg", JPEG);
    assertThat(drawTogether(24)).allSatisfy(it -> assertThat(it).isInstanceOf(Drawn.class));
    assertThat(weChat.asked(TOKEN)).hasSize(1);
    clock.advance(Duration.ofHours(2));
    assertThat(drawTogether(24)).allSatisfy(it -> assertThat(it).isInstanceOf(Drawn.class));
    assertThat(weChat.asked(TOKEN)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "40125, MISCONFIGURED, 30",
    "40013, MISCONFIGURED, 30",
    "40243, MISCONFIGURED, 30",
    "40164, MISCONFIGURED, 30",
    "89503, MISCONFIGURED, 30",
    "40001, MISCONFIGURED, 30",
    "40002, MISCONFIGURED, 30",
    "41004, MISCONFIGURED, 30",
    "45009, QUOTA, 5",
    "45011, QUOTA, 5",
  })
  void withoutATokenNothingIsDrawnAndWeChatIsLeftAlone(int errcode, Reason reason, int seconds) {
    weChat
        .on(TOKEN, error(errcode), token("one", 7200))
        .on(DRAW)
        .add(DRAW, 200, "image/jpeg", JPEG);
    var expected = new Unavailable(reason, Duration.ofSeconds(seconds));
    try (var log = new CapturedLog()) {
      assertThat(connector.draw(SCENE)).isEqualTo(expected);
      assertThat(connector.draw(SCENE)).isEqualTo(expected);
      assertThat(log.text()).contains("getStableAccessToken").doesNotContain("getUnlimitedQRCode");
    }
    assertThat(weChat.asked(TOKEN)).hasSize(1);
    assertThat(weChat.asked(DRAW)).isEmpty();
    clock.advance(Duration.ofSeconds(seconds));
    assertThat(connector.draw(SCENE)).isInstanceOf(Drawn.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"access_token\":\"\",\"expires_in\":7200}",
        "{\"access_token\":\"a b\",\"expires_in\":7200}",
        "{\"access_token\":\"a\"}",
        "{\"access_token\":\"a\",\"expires_in\":0}",
        "{\"access_token\":\"a\",\"expires_in\":-1}",
        "{\"access_token\":\"a\",\"expires_in\":\"7200\"}",
        "{\"access_token\":null,\"expires_in\":7200}",
        "{\"access_token\":\"a\",\"expires_in\":7200,\"errcode\":40001}",
        "<html>"
      })
  void W10_aTokenThatDoesNotFitIsNone(String body) {
    weChat.on(TOKEN, body);
    assertThat(connector.draw(SCENE))
        .isEqualTo(new Unavailable(Reason.UNREACHABLE, Duration.ofSeconds(5)));
    assertThat(weChat.asked(DRAW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "{\"errcode\":0}",
        "{\"errcode\":\"45009\"}",
        "<svg/>",
        "GIF89a"
      })
  void W10_whatIsNeitherPictureNorErrorIsNothing(String body) {
    weChat.on(DRAW, body);
    assertThat(connector.draw(SCENE))
        .isEqualTo(new Unavailable(Reason.UNREACHABLE, Duration.ofSeconds(5)));
  }

  @Test
  void W10_aPictureHasABound() {
    var longest = Arrays.copyOf(JPEG, 1024 * 1024);
    weChat.on(DRAW).add(DRAW, 200, "image/jpeg", longest);
    assertDrawn(connector.draw(SCENE), longest, "image/jpeg");
    weChat.on(DRAW).add(DRAW, 200, "image/jpeg", Arrays.copyOf(JPEG, 1024 * 1024 + 1));
    assertThat(connector.draw(SCENE)).isInstanceOf(Unavailable.class);
    weChat.on(DRAW, "{\"errcode\":45009,\"errmsg\":\"" + " ".repeat(64 * 1024) + "\"}");
    assertThat(connector.draw(SCENE))
        .as("JSON has the smaller one")
        .isEqualTo(new Unavailable(Reason.UNREACHABLE, Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a&b", "a%62", "场景", "abcdefghijklmnopqrstuvwxyz-_01234"})
  void aSceneThatIsNotOneIsAnErrorOfTheCaller(String scene) {
    assertThatThrownBy(() -> connector.draw(scene)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void W01_neitherSecretNorTokenNorSceneIsInAnyLogOrText() {
    try (var log = new CapturedLog()) {
      weChat.on(TOKEN, token("canary-token", 7200));
      var all = new StringBuilder();
      for (var answer : new String[] {error(40001), error(-1), error(41030), error(45009), "{"}) {
        weChat.on(DRAW, answer);
        all.append(connector.draw("canary-scene"));
        clock.advance(Duration.ofMinutes(1));
      }
      weChat.close();
      all.append(connector.draw("canary-scene"));
      assertThat(all.append(log.text()).toString())
          .contains("errcode 41030")
          .doesNotContain("canary")
          .doesNotContain("access_token=");
    }
  }

  private List<Drawing> drawTogether(int count) throws Exception {
    var threads = Executors.newFixedThreadPool(count);
    try {
      Callable<Drawing> draw = () -> connector.draw(SCENE);
      var drawings = new ArrayList<Drawing>();
      for (var future : threads.invokeAll(Collections.nCopies(count, draw))) {
        drawings.add(future.get());
      }
      return drawings;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void assertDrawn(Drawing drawing, byte[] image, String mediaType) {
    assertThat(drawing).isInstanceOf(Drawn.class);
    assertThat(((Drawn) drawing).image()).isEqualTo(image);
    assertThat(((Drawn) drawing).mediaType()).isEqualTo(mediaType);
  }
}
