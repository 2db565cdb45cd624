package io.saoma.sandbox;

import static io.saoma.sandbox.SandboxServer.APPID;
import static io.saoma.sandbox.SandboxServer.SECRET;
import static io.saoma.sandbox.WeChatClient.contentType;
import static io.saoma.sandbox.WeChatClient.errcode;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokenTest {
  private static final String SCENE = "{\"scene\":\"abc\"}";

  private final SandboxServer server = SandboxServer.start();
  private final SandboxControl control = server.control();
  private final WeChatClient weChat = new WeChatClient(server.base());

  @BeforeEach
  void beginsADay() {
    control.advance(Duration.ofDays(1)); // its quotas are all there
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int errcodeWith(String token) throws IOException {
    HttpResponse<byte[]> response = weChat.code(token, SCENE);
    return contentType(response).equals("image/jpeg") ? 0 : errcode(response);
  }

  @Test
  void theStableTokenStaysTheSameAndItsTimeRunsDown() throws IOException {
    JsonNode first = weChat.stableToken(APPID, false);
    assertThat(first.path("expires_in").asInt()).isEqualTo(7200);
    assertThat(first.has("errcode")).isFalse();

    control.advance(Duration.ofMinutes(100));
    JsonNode later = weChat.stableToken(APPID, false);

    assertThat(later.path("access_token")).isEqualTo(first.path("access_token"));
    assertThat(later.path("expires_in").asInt()).isBetween(1190, 1200);
  }

  @Test
  void inItsLastFiveMinutesANewOneComesAndBothAreGoodForFive() throws IOException {
    String old = weChat.stableToken(APPID);
    control.advance(Duration.ofMinutes(116));

    JsonNode renewed = weChat.stableToken(APPID, false);

    assertThat(renewed.path("access_token").asText()).isNotEqualTo(old);
    assertThat(renewed.path("expires_in").asInt()).isEqualTo(7200);
    assertThat(errcodeWith(old)).isZero();
    control.advance(Duration.ofSeconds(290));
    assertThat(errcodeWith(old)).isZero();
    control.advance(Duration.ofSeconds(10));
    assertThat(errcodeWith(old)).isEqualTo(40001);
    assertThat(errcodeWith(renewed.path("access_token").asText())).isZero();
  }

  @Test
  void aTokenThatNobodyRenewedExpires() throws IOException {
    String token = weChat.stableToken(APPID);
    control.advance(Duration.ofHours(2));

    assertThat(errcodeWith(token)).isEqualTo(42001);
  }

  @Test
  void aForcedTokenKillsTheOneBefore() throws IOException {
    String old = weChat.stableToken(APPID);

    String forced = weChat.stableToken(APPID, true).path("access_token").asText();

    assertThat(forced).isNotEqualTo(old);
    assertThat(errcodeWith(old)).isEqualTo(40001);
    assertThat(errcodeWith(forced)).isZero();
  }

  @Test
  void withinThirtySecondsNothingIsForced() throws IOException {
    String forced = weChat.stableToken(APPID, true).path("access_token").asText();

    assertThat(weChat.stableToken(APPID, true).path("access_token").asText()).isEqualTo(forced);
    control.advance(Duration.ofSeconds(30));
    assertThat(weChat.stableToken(APPID, true).path("access_token").asText()).isNotEqualTo(forced);
  }

  @Test
  void twentyAreForcedInADay() throws IOException {
    control.limit("forced_tokens_per_day", 1);
    String forced = weChat.stableToken(APPID, true).path("access_token").asText();
    control.advance(Duration.ofMinutes(1));

    assertThat(weChat.stableToken(APPID, true).path("access_token").asText()).isEqualTo(forced);
    assertThat(SandboxControl.json(control.send("GET", "/quotas", new byte[0])).toString())
        .contains("\"codes_per_minute\":5000", "\"sessions_per_user_minute\":100");
  }

  @Test
  void thePlainTokenIsNewEachTimeAndTheOldOneLivesFiveMinutes() throws IOException {
    String first = weChat.plainToken(APPID);
    String second = weChat.plainToken(APPID);

    assertThat(second).isNotEqualTo(first);
    assertThat(errcodeWith(first)).isZero();
    control.advance(Duration.ofMinutes(5));
    assertThat(errcodeWith(first)).isEqualTo(40001);
    assertThat(errcodeWith(second)).isZero();
  }

  @Test
  void theTwoFamiliesDoNotTouchOneAnother() throws IOException {
    String stable = weChat.stableToken(APPID);
    String plain = weChat.plainToken(APPID);
    weChat.stableToken(APPID, true);
    weChat.plainToken(APPID);
    control.advance(Duration.ofMinutes(4));

    assertThat(errcodeWith(plain)).isZero();
    assertThat(errcodeWith(stable)).isEqualTo(40001);
  }

  @Test
  void theLimitsHold() throws IOException {
    control.limit("tokens_per_day", 1);
    control.limit("stable_tokens_per_minute", 1);
    assertThat(weChat.plainToken(APPID)).isNotEmpty();
    assertThat(weChat.stableToken(APPID)).isNotEmpty();

    assertThat(weChat.stableToken(APPID, false).path("errcode").asInt()).isEqualTo(45011);
    assertThat(
            errcode(
                weChat.get(
                    "/cgi-bin/token?grant_type=client_credential&appid="
                        + APPID
                        + "&secret="
                        + SECRET)))
        .isEqualTo(45009);
    control.advance(Duration.ofMinutes(1));
    assertThat(weChat.stableToken(APPID)).isNotEmpty();
    control.advance(Duration.ofDays(1));
    assertThat(weChat.plainToken(APPID)).isNotEmpty();
    control.limit("stable_tokens_per_day", 0);
    control.advance(Duration.ofMinutes(1));
    assertThat(weChat.stableToken(APPID, false).path("errcode").asInt()).isEqualTo(45009);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                                            | 44002",
        "grant_type=client_credential                                                  | 47001",
        "{\"access_token\":\"x\"}                                                      | 47001",
        "{}                                                                            | 40002",
        "{\"grant_type\":\"client_credential\"}                                        | 41002",
        "{\"grant_type\":\"client_credential\",\"appid\":\"wx00000000000000ff\"}       | 40013",
        "{\"grant_type\":\"client_credential\",\"appid\":\"wx0000000000000001\"}       | 41004",
        "{\"grant_type\":\"client_credential\",\"appid\":\"wx0000000000000001\","
            + "\"secret\":\"x\"} | 40125",
      })
  void whatIsWrongHasItsOwnNumber(String body, int errcode) throws IOException {
    HttpResponse<byte[]> response = weChat.post("/cgi-bin/stable_token", body);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(contentType(response)).isEqualTo("application/json; encoding=utf-8");
    assertThat(errcode(response)).isEqualTo(errcode);
  }

  @Test
  void theMethodsMatter() throws IOException {
    assertThat(errcode(weChat.get("/cgi-bin/stable_token"))).isEqualTo(43002);
    assertThat(errcode(weChat.post("/cgi-bin/token", "{}"))).isEqualTo(43001);
    assertThat(errcode(weChat.get("/cgi-bin/token?grant_type=x"))).isEqualTo(40002);
  }

  @Test
  void aTokenIsAskedForBeforeAnythingElse() throws IOException {
    assertThat(errcode(weChat.post("/wxa/getwxacodeunlimit", "no json"))).isEqualTo(41001);
    assertThat(errcodeWith("short")).isEqualTo(40014);
    assertThat(errcodeWith("A".repeat(136))).isEqualTo(40001);
  }
}
