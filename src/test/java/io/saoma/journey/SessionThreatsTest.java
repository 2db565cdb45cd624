package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Attacks on who a browser is taken for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SessionThreatsTest {
  private SaomaServer server;

  @BeforeAll
  void start() {
    server =
        SaomaServer.start(
            SaomaServer.Options.standard().open().shop(",\"saoma_type_back\":\"new-browser\""));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** Signs in with the digits that a new browser has to type. */
  private Login signIn(Browser browser, Phone phone, Map<String, String> changes) {
    var login = Login.begin(server, browser, changes);
    var confirmed = phone.confirm(phone.scan(login.scene()));
    if (confirmed.text("state").equals("digits")) {
      assertThat(login.digits(confirmed.text("digits")).statusCode()).isEqualTo(200);
    }
    return login;
  }

  private String silent(Browser browser) {
    var request = Login.request(new CodeVerifier());
    request.put("prompt", "none");
    var answer = browser.get("/authorize?" + Browser.encoded(request));
    return Login.parameter(answer, "code").isEmpty() ? Login.parameter(answer, "error") : "code";
  }

  private int userInfo(String accessToken) {
    return server
        .browser()
        .header("Authorization", "Bearer " + accessToken)
        .fetch("/userinfo")
        .statusCode();
  }

  @Test
  void B13_nothingOfThePersonBeforeIsLeftToTheNextOne() {
    for (var cookiesAreLost : List.of(false, true)) {
      var browser = server.browser();
      var one = server.phone();
      var first = signIn(browser, one, Map.of());
      var ones = Login.json(Site.shop(server).redeem(first, first.complete()));
      var sub = Site.claims(ones.path("id_token").asText()).path("sub").asText();
      assertThat(userInfo(ones.path("access_token").asText())).isEqualTo(200);
      if (cookiesAreLost) {
        browser.cookies().clear();
      }

      var second = signIn(browser, server.phone(), Map.of("prompt", "login"));
      var twos = Login.json(Site.shop(server).redeem(second, second.complete()));
      var claims = Site.claims(twos.path("id_token").asText());
      assertThat(claims.path("sub").asText()).isNotEqualTo(sub);
      assertThat(twos.toString()).doesNotContain(sub);
      assertThat(silent(browser)).isEqualTo("code");
      var again = signIn(browser, one, Map.of("prompt", "login"));
      var back = Site.shop(server).claims(again, again.complete());
      assertThat(back.path("sub").asText()).isEqualTo(sub);
      assertThat(back.path("sid").asText())
          .isNotEqualTo(Site.claims(ones.path("id_token").asText()).path("sid").asText());
      if (!cookiesAreLost) {
        // The browser had told us who was there before: that session ended, and what hung on it.
        assertThat(userInfo(ones.path("access_token").asText())).isEqualTo(401);
        assertThat(userInfo(twos.path("access_token").asText())).isEqualTo(401);
      }
    }
  }

  @Test
  void B13_noIdOfAFlowIsASession() {
    var login = signIn(server.browser(), server.phone(), Map.of());
    var complete = login.complete();
    var claims = Site.shop(server).claims(login, complete);
    var flow = login.browser();
    for (var id :
        List.of(
            flow.cookie("saoma_ia"),
            flow.cookie("saoma_dev"),
            login.interaction(),
            login.interaction() + "A".repeat(21),
            login.poll(),
            login.csrf(),
            Login.code(complete),
            claims.path("sid").asText(),
            "." + claims.path("sid").asText(),
            claims.path("sub").asText())) {
      var browser = server.browser();
      browser.cookies().put("saoma_sid", id);
      assertThat(silent(browser)).as(id).isEqualTo("login_required");
    }
    assertThat(silent(flow)).isEqualTo("code");
  }

  /** The value with another letter at one place. */
  private static String flipped(String value, int position) {
    char other = value.charAt(position) == 'A' ? 'B' : 'A';
    return value.substring(0, position) + other + value.substring(position + 1);
  }

  private static final List<String> MADE_UP =
      List.of(
          "{\"sub\":\"somebody\"}",
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(
                  "{\"sub\":\"x\",\"admin\":true,\"v\":1}".getBytes(StandardCharsets.UTF_8)),
          "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
          "A".repeat(43),
          "0",
          "\"\"",
          "true");

  @Test
  void B15_aSessionsCookieIsTheOneThatWasGivenOrNone() {
    var login = signIn(server.browser(), server.phone(), Map.of());
    assertThat(login.complete().statusCode()).isEqualTo(303);
    var cookie = login.browser().cookie("saoma_sid");
    assertThat(cookie).hasSize(43);
    var forged = server.browser();
    for (int i = 0; i < cookie.length(); i++) {
      forged.cookies().put("saoma_sid", flipped(cookie, i));
      assertThat(silent(forged)).as("position " + i).isEqualTo("login_required");
    }
    for (var text : MADE_UP) {
      forged.cookies().put("saoma_sid", text);
      assertThat(silent(forged)).as(text).isEqualTo("login_required");
    }
    forged.cookies().put("saoma_sid", cookie);
    assertThat(silent(forged)).isEqualTo("code");
  }

  @Test
  void B15_aBrowsersCookieIsTheOneThatWasGivenOrNone() {
    var login = Login.begin(server, server.browser());
    var cookie = login.browser().cookie("saoma_ia");
    assertThat(cookie).hasSize(43);
    var forged = server.browser();
    for (int i = 0; i < cookie.length(); i++) {
      forged.cookies().put("saoma_ia", flipped(cookie, i));
      assertForeign(forged, login);
      // It is as if it were not there: the browser gets one of ours.
      assertThat(Login.begin(server, forged).browser().cookie("saoma_ia"))
          .isNotEqualTo(flipped(cookie, i));
    }
    for (var text : MADE_UP) {
      forged.cookies().put("saoma_ia", text);
      assertForeign(forged, login);
    }
    assertThat(login.state().path("state").asText()).isEqualTo("waiting");
  }

  private static void assertForeign(Browser forged, Login login) {
    assertThat(forged.get("/login/" + login.interaction()).statusCode()).isEqualTo(400);
    assertThat(forged.fetch(login.stateAddress(0)).statusCode()).isEqualTo(404);
    assertThat(forged.post(login.step("complete"), login.form()).statusCode()).isEqualTo(403);
  }

  @Test
  void B15_aDevicesCookieIsTheOneThatWasGivenOrNone() {
    var browser = server.browser();
    var phone = server.phone();
    signIn(browser, phone, Map.of()).complete();
    var cookie = browser.cookie("saoma_dev");
    assertThat(cookie).hasSize(43);
    assertThat(asksForDigits(cookie, phone)).isFalse();
    for (int i = 0; i < cookie.length(); i += 6) {
      assertThat(asksForDigits(flipped(cookie, i), phone)).as("position " + i).isTrue();
    }
    for (var text : MADE_UP) {
      assertThat(asksForDigits(text, phone)).as(text).isTrue();
    }
    // Another person's known browser is new to this one.
    assertThat(asksForDigits(cookie, server.phone())).isTrue();
  }

  private boolean asksForDigits(String device, Phone phone) {
    var browser = server.browser();
    browser.cookies().put("saoma_dev", device);
    var login = Login.begin(server, browser);
    return phone.confirm(phone.scan(login.scene())).text("state").equals("digits");
  }
}
