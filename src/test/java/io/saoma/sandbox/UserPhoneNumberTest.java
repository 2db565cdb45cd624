package io.saoma.sandbox;

import static io.saoma.sandbox.SandboxServer.APPID;
import static io.saoma.sandbox.SandboxServer.SISTER;
import static io.saoma.sandbox.WeChatClient.contentType;
import static io.saoma.sandbox.WeChatClient.errcode;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserPhoneNumberTest {
  private static final SandboxServer SERVER = SandboxServer.start();

  private final SandboxControl control = SERVER.control();
  private final WeChatClient weChat = new WeChatClient(SERVER.base());

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private HttpResponse<byte[]> exchange(String appid, String code) throws IOException {
    return weChat.phoneNumber(weChat.stableToken(appid), "{\"code\":\"" + code + "\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "13800138000, 13800138000, 13800138000, 86",
    "+8613800138000, 13800138000, 13800138000, 86",
    "+1-4155550100, +14155550100, 4155550100, 1",
  })
  void aCodeGivesTheNumber(String phone, String full, String pure, String country)
      throws IOException {
    String user = control.person(Map.of("phone", phone));

    HttpResponse<byte[]> response = exchange(APPID, control.phoneCode(user, APPID));

    assertThat(contentType(response)).isEqualTo("application/json; encoding=utf-8");
    JsonNode json = SandboxControl.json(response);
    assertThat(json.path("errcode").asInt(-1)).isZero();
    assertThat(json.path("phone_info").path("phoneNumber").asText()).isEqualTo(full);
    assertThat(json.path("phone_info").path("purePhoneNumber").asText()).isEqualTo(pure);
    assertThat(json.path("phone_info").path("countryCode").asText()).isEqualTo(country);
    assertThat(json.path("phone_info").path("watermark").path("appid").asText()).isEqualTo(APPID);
  }

  @Test
  void w05aCodeIsTakenOnce() throws IOException {
    String code = control.phoneCode(control.person(), APPID);

    assertThat(errcode(exchange(APPID, code))).isZero();
    assertThat(errcode(exchange(APPID, code))).isEqualTo(40029);
  }

  @Test
  void aLoginCodeAnExpiredCodeAndAnyOtherTextAreNone() throws IOException {
    String user = control.person();
    String late = control.phoneCode(user, APPID);
    assertThat(errcode(exchange(APPID, control.login(user, APPID)))).isEqualTo(40029);
    assertThat(errcode(exchange(APPID, "x"))).isEqualTo(40029);
    control.advance(Duration.ofMinutes(5));
    assertThat(errcode(exchange(APPID, late))).isEqualTo(40029);
  }

  @Test
  void aCodeOfAnotherAppIsRefused() throws IOException {
    String code = control.phoneCode(control.person(), SISTER);

    assertThat(errcode(exchange(APPID, code))).isEqualTo(40013);
    assertThat(errcode(exchange(SISTER, code))).isZero();
  }

  @Test
  void anOpenidThatIsGivenMustBeThePersons() throws IOException {
    String user = control.person();
    String code = control.phoneCode(user, APPID);
    String token = weChat.stableToken(APPID);

    assertThat(
            errcode(weChat.phoneNumber(token, "{\"code\":\"" + code + "\",\"openid\":\"oOther\"}")))
        .isEqualTo(40003);
    assertThat(
            errcode(
                weChat.phoneNumber(
                    token,
                    "{\"code\":\""
                        + code
                        + "\",\"openid\":\""
                        + control.openid(user, APPID)
                        + "\"}")))
        .isZero();
  }

  @Test
  void somebodyWithoutANumberHasNoCode() {
    String user = control.person(Map.of());

    var refused =
        control.send(
            "POST",
            "/phone-number",
            ("{\"user\":\"" + user + "\",\"appid\":\"" + APPID + "\"}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(refused.statusCode()).isEqualTo(409);
  }
}
