package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WeChat is away: what waits goes on waiting, and what needs no WeChat goes on. */
final class WeChatDownTest {
  private SaomaServer server;

  @BeforeEach
  void start() {
    server = SaomaServer.start(SaomaServer.Options.standard().open());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void R18_nothingDrawnIsAPageThatSaysSo() {
    server.sandbox().control().fault(Map.of("path", "*", "times", 1_000, "errcode", -1));
    var login = Login.begin(server, server.browser());
    assertThat(login.shownState()).isEqualTo("typed");
    assertThat(login.state().path("state").asText()).isEqualTo("typed");
    var rotate = login.rotate();
    assertThat(rotate.statusCode()).isEqualTo(503);
    assertThat(Login.json(rotate).path("error").asText()).isEqualTo("temporarily_unavailable");
    assertThat(rotate.headers().firstValue("Retry-After")).isPresent();
    assertThat(login.complete().statusCode()).isIn(409, 410);
  }

  @Test
  void R18_aQuotaThatIsSpentIsAPageThatSaysSo() throws Exception {
    server
        .sandbox()
        .control()
        .fault(Map.of("path", "/wxa/getwxacodeunlimit", "times", 10, "errcode", 45009));
    var login = Login.begin(server, server.browser());
    assertThat(login.shownState()).isEqualTo("typed");
    assertThat(login.page()).contains("<noscript><meta http-equiv=\"refresh\"");
    var poll = login.browser().fetchLater(login.stateAddress(login.version()));
    // Scanning is another quota: the typed code still works.
    var phone = server.phone();
    var scanned = phone.type(login.typedCode());
    assertThat(scanned.status()).isEqualTo(200);
    // The page that shows the letters hears of it, to the very end.
    assertThat(Login.json(poll.get(20, TimeUnit.SECONDS)).path("state").asText())
        .isEqualTo("scanned");
    assertThat(login.digits(phone.confirm(scanned).text("digits")).statusCode()).isEqualTo(200);
    assertThat(login.complete().statusCode()).isEqualTo(303);
  }

  @Test
  void R18_whatCouldNotBeDrawnIsNoPictureAndTheLettersAreSentAnew() {
    var login = Login.begin(server, server.browser());
    assertThat(server.phone().scan(login.scene(), 1048).status()).isEqualTo(403);
    server
        .sandbox()
        .control()
        .fault(Map.of("path", "/wxa/getwxacodeunlimit", "times", 10, "errcode", 45009));

    var rotate = login.rotate();
    assertThat(rotate.statusCode()).isEqualTo(503);
    assertThat(Login.json(rotate).path("state").asText()).isEqualTo("typed");
    var letters = Login.json(rotate).path("typed").asText();
    assertThat(letters).isNotEmpty().isNotEqualTo(login.typedCode());
    assertThat(login.reload().typedCode()).isEqualTo(letters);
    assertThat(
            server
                .database()
                .text("SELECT pictures FROM interaction WHERE id = '" + login.interaction() + "'"))
        .isEqualTo("1");
    assertThat(server.phone().type(letters).status()).isEqualTo(200);
  }

  @Test
  void R18_aReloadAsksWeChatForNothing() {
    server
        .sandbox()
        .control()
        .fault(Map.of("path", "/wxa/getwxacodeunlimit", "times", 10, "errcode", -1));
    var login = Login.begin(server, server.browser());
    var asked = server.sandbox().control().total("/wxa/getwxacodeunlimit");
    for (int i = 0; i < 3; i++) {
      assertThat(login.reload().shownState()).isEqualTo("typed");
    }
    assertThat(server.sandbox().control().total("/wxa/getwxacodeunlimit")).isEqualTo(asked);
  }

  @Test
  void R18_aQuotaOfLoginsThatIsSpentSlowsDown() {
    var login = Login.begin(server, server.browser());
    server
        .sandbox()
        .control()
        .fault(Map.of("path", "/sns/jscode2session", "times", 10, "errcode", 45009));
    var scene = login.scene();
    for (int i = 0; i < 3; i++) {
      var refused = server.phone().scan(scene);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
    }
    assertThat(login.state().path("state").asText()).isEqualTo("waiting");
    // Known to be spent: WeChat was asked once.
    assertThat(server.sandbox().control().total("/sns/jscode2session")).isEqualTo(1);
  }

  @Test
  void R18_aLoginUnderWayIsFinishedWhenWeChatIsBack() {
    var login = Login.begin(server, server.browser());
    var phone = server.phone();
    var scanned = phone.scan(login.scene());
    var wechat = server.sandbox().control();
    wechat.fault(Map.of("path", "/sns/jscode2session", "times", 3, "status", 502, "body", "x"));
    for (int i = 0; i < 3; i++) {
      assertThat(phone.confirm(scanned).status()).isEqualTo(503);
    }
    assertThat(login.state().path("state").asText()).isEqualTo("scanned");
    assertThat(phone.confirm(scanned).status()).isEqualTo(200);

    // The rest needs no WeChat at all.
    wechat.fault(Map.of("path", "*", "times", 1_000, "status", 502, "body", "x"));
    var complete = login.complete();
    assertThat(complete.statusCode()).isEqualTo(303);
    assertThat(Site.shop(server).claims(login, complete).path("sub").asText()).isNotEmpty();
    assertThat(phone.deny(scanned).status()).isEqualTo(410);
  }
}
