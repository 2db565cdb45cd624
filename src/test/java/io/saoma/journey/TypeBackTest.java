package io.saoma.journey;

import static io.saoma.journey.Login.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Six digits carried by hand from the phone to the browser: who must, and what breaks them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TypeBackTest {
  private static final String TAP = "urn:saoma:acr:qr-tap";
  private static final String TYPED_BACK = "urn:saoma:acr:qr-typeback";

  private SaomaServer server;

  @BeforeAll
  void start() {
    var options = SaomaServer.Options.standard().open();
    for (var policy : List.of("always", "new-browser", "off", "adaptive")) {
      options = options.client(policy, ",\"saoma_type_back\":\"" + policy + "\"");
    }
    server = SaomaServer.start(options);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Login begin(Browser browser, String policy) {
    var request = new java.util.LinkedHashMap<>(Site.publicClient(server, policy).request());
    request.put("prompt", "login");
    return Login.begin(server, browser, request);
  }

  private Login asked(Phone phone) {
    var login = begin(server.browser(), "always");
    assertThat(phone.confirm(phone.scan(login.scene())).text("state")).isEqualTo("digits");
    return login;
  }

  /** Signs in and tells how: {@code digits} or {@code confirmed}. */
  private String how(Browser browser, Phone phone, String policy, String acr) {
    var login = begin(browser, policy);
    var confirmed = phone.confirm(phone.scan(login.scene()));
    if (confirmed.text("state").equals("digits")) {
      assertThat(login.digits(confirmed.text("digits")).statusCode()).isEqualTo(200);
    }
    var claims = Site.publicClient(server, policy).claims(login, login.complete());
    assertThat(claims.path("acr").asText()).isEqualTo(acr);
    return confirmed.text("state");
  }

  private static String wrong(String digits) {
    return "%06d".formatted((Integer.parseInt(digits) + 1) % 1_000_000);
  }

  @Test
  void Q09_thePolicySaysWhoMustType() {
    var browser = server.browser();
    var phone = server.phone();
    assertThat(how(browser, phone, "always", TYPED_BACK)).isEqualTo("digits");
    assertThat(how(browser, phone, "always", TYPED_BACK)).isEqualTo("digits");
    assertThat(how(server.browser(), phone, "off", TAP)).isEqualTo("confirmed");
    // Without any sign of danger a new browser is not asked by the adaptive policy.
    assertThat(how(server.browser(), phone, "adaptive", TAP)).isEqualTo("confirmed");
  }

  @Test
  void Q09_aBrowserIsNewOncePerPerson() {
    var browser = server.browser();
    var owner = server.phone();
    assertThat(how(browser, owner, "new-browser", TYPED_BACK)).isEqualTo("digits");
    assertThat(how(browser, owner, "new-browser", TAP)).isEqualTo("confirmed");
    assertThat(how(browser, server.phone(), "new-browser", TYPED_BACK)).isEqualTo("digits");
    assertThat(how(server.browser(), owner, "new-browser", TYPED_BACK)).isEqualTo("digits");

    var forged = server.browser();
    forged.cookies().put("saoma_dev", "D".repeat(43));
    assertThat(how(forged, owner, "new-browser", TYPED_BACK)).isEqualTo("digits");
  }

  @Test
  void Q09_aRelayedScanEndsAtTheDigits() {
    var attackers = begin(server.browser(), "new-browser");
    var victim = server.phone();
    var confirmed = victim.confirm(victim.scan(attackers.scene()));
    assertThat(confirmed.text("state")).isEqualTo("digits");
    assertThat(confirmed.text("digits")).matches("[0-9]{6}");
    assertThat(attackers.page()).doesNotContain(confirmed.text("digits"));

    assertThat(attackers.complete().statusCode()).isIn(403, 409);
    var digits = confirmed.text("digits");
    assertThat(json(attackers.digits(wrong(digits))).path("tries_left").asInt()).isEqualTo(2);
    assertThat(attackers.digits("").statusCode()).isEqualTo(403);
    assertThat(attackers.complete().statusCode()).isIn(403, 409);
    attackers.digits("000000".equals(digits) ? "000001" : "000000");

    assertThat(attackers.state().path("state").asText()).isEqualTo("denied");
    assertThat(Kept.of(server, attackers).events("qr_typeback_failed")).isEqualTo(1);
    assertThat(Kept.of(server, attackers).picture()).isEqualTo("DENIED");
    // The right ones come too late now, and the phone's second word too.
    attackers.digits(digits);
    assertThat(attackers.state().path("state").asText()).isEqualTo("denied");
    assertThat(Login.parameter(attackers.complete(), "error")).isEqualTo("access_denied");
    assertThat(Kept.of(server, attackers).codes()).isZero();
  }

  @Test
  void Q30_digitsAreOneTicketsAlone() {
    var phone = server.phone();
    var first = begin(server.browser(), "always");
    var firstDigits = phone.confirm(phone.scan(first.scene())).text("digits");
    var second = begin(server.browser(), "always");
    var secondDigits = phone.confirm(phone.scan(second.scene())).text("digits");
    assertThat(firstDigits).isNotEqualTo(secondDigits);

    var refused = second.digits(firstDigits);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(json(refused).path("tries_left").asInt()).isEqualTo(2);
    assertThat(second.digits(secondDigits).statusCode()).isEqualTo(200);
  }

  @Test
  void Q30_onlyTheBoundPageTypes() {
    var phone = server.phone();
    var login = begin(server.browser(), "always");
    var digits = phone.confirm(phone.scan(login.scene())).text("digits");
    var form = new java.util.LinkedHashMap<>(login.form());
    form.put("digits", digits);

    assertThat(server.browser().post(login.step("digits"), form).statusCode()).isEqualTo(403);
    assertThat(asked(server.phone()).browser().post(login.step("digits"), form).statusCode())
        .isEqualTo(403);
    assertThat(login.state().path("state").asText()).isEqualTo("digits");
    assertThat(Kept.of(server, login).tickets("tries > 0")).isZero();
  }

  @Test
  void Q09_theConfirmedPhoneSeesTheSameDigitsAgain() {
    var phone = server.phone();
    var login = begin(server.browser(), "always");
    var scanned = phone.scan(login.scene());
    var confirmed = phone.confirm(scanned);
    assertThat(confirmed.text("expires_in")).isEqualTo("60");
    assertThat(phone.confirm(scanned).text("digits")).isEqualTo(confirmed.text("digits"));
    assertThat(
            login
                .digits(
                    " "
                        + confirmed.text("digits").substring(0, 3)
                        + " "
                        + confirmed.text("digits").substring(3))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void Q27_aSecondPersonBlocksTheDigitsToo() {
    var login = begin(server.browser(), "always");
    var scene = login.scene();
    var phone = server.phone();
    var digits = phone.confirm(phone.scan(scene)).text("digits");

    assertThat(server.phone().scan(scene).status()).isEqualTo(409);
    login.digits(digits);
    assertThat(login.state().path("state").asText()).isEqualTo("blocked");
    assertThat(login.complete().statusCode()).isEqualTo(409);
  }

  @Test
  void Q09_aSiteCanAskForDigits() {
    var shop = Site.shop(server);
    var phone = server.phone();
    var login = Login.begin(server, server.browser(), Map.of("acr_values", TYPED_BACK));
    var confirmed = phone.confirm(phone.scan(login.scene()));
    assertThat(confirmed.text("state")).isEqualTo("digits");
    assertThat(confirmed.text("domain")).isEqualTo("shop.example");
    login.digits(confirmed.text("digits"));
    assertThat(shop.claims(login, login.complete()).path("acr").asText()).isEqualTo(TYPED_BACK);

    // Even where the site's own policy asks for none, and the browser is known.
    var off = new java.util.LinkedHashMap<>(Site.publicClient(server, "off").request());
    off.put("acr_values", TYPED_BACK);
    off.put("prompt", "login");
    var again = Login.begin(server, login.browser(), off);
    assertThat(phone.confirm(phone.scan(again.scene())).text("state")).isEqualTo("digits");
  }

  @Test
  void Q09_aTapIsNoAnswerToARequestForDigits() {
    var browser = server.browser();
    var phone = server.phone();
    var tapped = Login.begin(server, browser);
    phone.confirm(phone.scan(tapped.scene()));
    assertThat(tapped.complete().statusCode()).isEqualTo(303);

    // The session is there, and yet the person has to come again.
    var stepUp = Login.begin(server, browser, Map.of("acr_values", TYPED_BACK));
    assertThat(stepUp.shownState()).isEqualTo("waiting");
  }
}
