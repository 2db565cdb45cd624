package io.saoma.sandbox;

import static io.saoma.sandbox.SandboxServer.APPID;
import static io.saoma.sandbox.WeChatClient.body;
import static io.saoma.sandbox.WeChatClient.contentType;
import static io.saoma.sandbox.WeChatClient.errcode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private static final String SESSION = "/sns/jscode2session";
  private static final String TOKEN = "/cgi-bin/stable_token";
  private static final SandboxServer SERVER = SandboxServer.start();

  private final SandboxControl control = SERVER.control();
  private final WeChatClient weChat = new WeChatClient(SERVER.base());

  @AfterEach
  void clear() {
    control.clearFaults();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void r18weChatIsBusyAsOftenAsItWasTold() {
    control.fault(Map.of("path", SESSION, "times", 2, "errcode", -1));
    String code = control.login(control.person(), APPID);

    HttpResponse<byte[]> busy = weChat.session(APPID, code);
    assertThat(errcode(busy)).isEqualTo(-1);
    assertThat(contentType(busy)).isEqualTo("text/plain");
    assertThat(body(busy)).contains("system error, rid: ");
    assertThat(errcode(weChat.session(APPID, code))).isEqualTo(-1);
    assertThat(errcode(weChat.session(APPID, code))).as("no code was consumed").isZero();
  }

  @Test
  void r19aLostReplyHasConsumedTheCode() {
    control.fault(Map.of("path", SESSION, "times", 1, "drop_reply", true));
    String code = control.login(control.person(), APPID);

    assertThatThrownBy(() -> weChat.session(APPID, code)).hasRootCauseInstanceOf(IOException.class);
    assertThat(errcode(weChat.session(APPID, code))).isEqualTo(40163);
  }

  @Test
  void r19aLateReplyHasConsumedTheCodeAtOnce() {
    control.fault(Map.of("path", SESSION, "delay_ms", 700));
    String code = control.login(control.person(), APPID);

    long begin = System.nanoTime();
    HttpResponse<byte[]> late = weChat.session(APPID, code);

    assertThat(System.nanoTime() - begin).isGreaterThan(600_000_000L);
    assertThat(errcode(late)).isZero();
  }

  @Test
  void aReplyCanDrip() {
    control.fault(Map.of("path", SESSION, "drip_ms", 5));
    String user = control.person();

    HttpResponse<byte[]> response = weChat.session(APPID, control.login(user, APPID));

    assertThat(body(response)).contains(control.openid(user, APPID)).endsWith("}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"openid\":null}", "[]", "42", "<html>oops</html>", ""})
  void w09anyBodyCanComeInstead(String body) {
    control.fault(Map.of("path", SESSION, "body", body, "content_type", "text/html"));
    String code = control.login(control.person(), APPID);

    HttpResponse<byte[]> response = weChat.session(APPID, code);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(contentType(response)).isEqualTo("text/html");
    assertThat(body(response)).isEqualTo(body);
    assertThat(errcode(weChat.session(APPID, code))).isZero();
  }

  @Test
  void w10hugeBodiesRedirectionsAndDeepJsonCanCome() throws IOException {
    control.fault(Map.of("path", TOKEN, "body", "0123456789", "repeat", 1_000_000));
    control.fault(Map.of("path", TOKEN, "status", 302, "location", "http://localhost:9/"));
    control.fault(Map.of("path", TOKEN, "body", "[", "repeat", 100_000));

    assertThat(weChat.post(TOKEN, "{}").body()).hasSize(10_000_000);
    HttpResponse<byte[]> moved = weChat.post(TOKEN, "{}");
    assertThat(moved.statusCode()).isEqualTo(302);
    assertThat(moved.headers().firstValue("Location")).contains("http://localhost:9/");
    assertThat(body(weChat.post(TOKEN, "{}"))).hasSize(100_000).startsWith("[[[");
  }

  @Test
  void r21everythingCanBeDownAtOnce() throws IOException {
    control.fault(Map.of("path", "*", "times", 1_000_000, "status", 503));
    assertThat(weChat.get(SESSION).statusCode()).isEqualTo(503);
    assertThat(weChat.post(TOKEN, "{}").statusCode()).isEqualTo(503);
    assertThat(weChat.code("x", "{}").statusCode()).isEqualTo(503);

    control.clearFaults();

    assertThat(weChat.get(SESSION).statusCode()).isEqualTo(200);
  }

  @Test
  void theContentTypeOfATrueAnswerCanBeAnother() {
    control.fault(Map.of("path", SESSION, "content_type", "application/json"));
    String user = control.person();

    HttpResponse<byte[]> response = weChat.session(APPID, control.login(user, APPID));

    assertThat(contentType(response)).isEqualTo("application/json");
    assertThat(body(response)).contains(control.openid(user, APPID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"path\":\"/sns/jscode2session\"}",
        "{\"path\":\"/nowhere\",\"errcode\":-1}",
        "{\"path\":\"*\",\"errcode\":-1,\"times\":0}",
        "{\"path\":\"*\",\"errcode\":-1,\"status\":500}",
        "{\"path\":\"*\",\"drop_reply\":true,\"body\":\"x\"}",
        "{\"path\":\"*\",\"status\":99}",
        "{\"path\":\"*\",\"status\":302,\"location\":\"a\\r\\nSet-Cookie: b=c\"}",
        "{\"path\":\"*\",\"repeat\":3}",
        "{\"path\":\"*\",\"errcode\":\"-1\"}",
        "{\"path\":\"*\",\"errcode\":-1,\"color\":\"red\"}",
      })
  void aFaultThatMakesNoSenseIsRefused(String json) {
    var response = control.send("POST", "/faults", json.getBytes(UTF_8));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(body(response)).contains("invalid_request");
  }
}
