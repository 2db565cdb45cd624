package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.jpa.TestDatabase;
import io.saoma.sandbox.SandboxServer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds for every login, whatever comes in between; two mini-programs of one owner. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrossDeviceInvariantsTest {
  private TestDatabase database;
  private SaomaServer server;

  /** The same deployment where another file says that the shop is served by the sister alone. */
  private SaomaServer changed;

  @BeforeAll
  void start() {
    database = TestDatabase.postgreSql();
    var options =
        SaomaServer.Options.standard()
            .on(database)
            .open()
            .twoApps()
            .client("new", ",\"saoma_type_back\":\"new-browser\"")
            .client("digits", ",\"saoma_type_back\":\"always\"");
    server = SaomaServer.start(options);
    changed = SaomaServer.start(options.shop(",\"saoma_connectors\":[\"sister\"]"));
  }

  @AfterAll
  void stop() {
    changed.close();
    server.close();
  }

  private Login begin() {
    return Login.begin(server, server.browser());
  }

  private Login begin(Browser browser, String client) {
    var request = new java.util.LinkedHashMap<>(Site.publicClient(server, client).request());
    request.put("prompt", "login");
    return Login.begin(server, browser, request);
  }

  private static String state(Login login) {
    return login.state().path("state").asText();
  }

  private Kept kept(Login login) {
    return Kept.of(server, login);
  }

  private Browser atChanged(Browser browser) {
    var there = changed.browser();
    there.cookies().putAll(browser.cookies());
    return there;
  }

  @Test
  void B06_anAppThatMaySignInNoMoreCollectsNothing() {
    var login = begin();
    var phone = server.phone();
    phone.confirm(phone.scan(login.scene()));

    var there = atChanged(login.browser());
    var complete = there.post(login.step("complete"), login.form());
    assertThat(complete.statusCode()).isEqualTo(303);
    assertThat(Login.parameter(complete, "error")).isEqualTo("temporarily_unavailable");
    assertThat(there.cookies()).doesNotContainKey("saoma_sid");
    assertThat(kept(login).codes()).isZero();
    assertThat(kept(login).events("qr_refused")).isEqualTo(1);
    assertThat(kept(login).events("qr_collected")).isZero();
  }

  @Test
  void B06_anAppThatMaySignInNoMoreRedeemsNothing() {
    var login = begin();
    var phone = server.phone();
    phone.confirm(phone.scan(login.scene()));
    var complete = login.complete();

    var refused = Site.shop(changed).redeem(login, complete);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Login.json(refused).path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void B06_aSessionCountsOnlyWhereItsAppDoes() {
    var login = begin();
    var phone = server.phone();
    phone.confirm(phone.scan(login.scene()));
    assertThat(login.complete().statusCode()).isEqualTo(303);
    var request = "/authorize?" + Browser.encoded(Login.request(login.verifier()));

    assertThat(Login.location(login.browser().get(request))).contains("code=");
    assertThat(Login.location(atChanged(login.browser()).get(request))).contains("/login/");
  }

  /** I1: whatever could not be answered is not spent either. */
  @Test
  void aLoginThatWasAnsweredMeanwhileIsTakenBackAsAWhole() {
    var login = begin();
    var phone = server.phone();
    phone.confirm(phone.scan(login.scene()));
    database.execute(
        "CREATE FUNCTION answered() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
            + " UPDATE interaction SET finished_at = clock_timestamp()"
            + " WHERE id = NEW.interaction_id; RETURN NEW; END$$");
    database.execute(
        "CREATE TRIGGER answered BEFORE UPDATE ON ticket FOR EACH ROW"
            + " WHEN (NEW.state = 'CONSUMED') EXECUTE FUNCTION answered()");
    try {
      assertThat(login.complete().statusCode()).isEqualTo(410);
    } finally {
      database.execute("DROP TRIGGER answered ON ticket");
      database.execute("DROP FUNCTION answered()");
    }
    assertThat(kept(login).picture()).isEqualTo("CONFIRMED");
    assertThat(kept(login).events("qr_collected")).isZero();
    assertThat(login.complete().statusCode()).isEqualTo(303);
  }

  @Test
  void whoAsksForHeadersOnlyIsShownNoPicture() {
    var browser = server.browser();
    var page = Login.location(browser.get("/authorize?" + Browser.encoded(request())));
    var drawn = server.sandbox().control().total("/wxa/getwxacodeunlimit");
    assertThat(browser.head(java.net.URI.create(page).getPath()).statusCode()).isEqualTo(200);
    assertThat(server.sandbox().control().total("/wxa/getwxacodeunlimit")).isEqualTo(drawn);
  }

  private static Map<String, String> request() {
    return Login.request(new com.nimbusds.oauth2.sdk.pkce.CodeVerifier());
  }

  @Test
  void Q12_aPictureThatWasDrawnDuringAScanIsNotShown() throws Exception {
    var login = begin();
    var scene = login.scene();
    var wechat = server.sandbox().control();
    var asked = wechat.total("/wxa/getwxacodeunlimit");
    wechat.fault(Map.of("path", "/wxa/getwxacodeunlimit", "times", 1, "delay_ms", 1500));
    var rotating = CompletableFuture.supplyAsync(login::rotate);
    while (wechat.total("/wxa/getwxacodeunlimit") == asked) {
      Thread.onSpinWait();
    }
    var phone = server.phone();
    var scanned = phone.scan(scene);
    assertThat(scanned.status()).isEqualTo(200);

    assertThat(rotating.get(20, TimeUnit.SECONDS).body()).contains("\"scanned\"");
    assertThat(kept(login).tickets("kind = 'QR'")).isEqualTo(1);
    assertThat(kept(login).tickets("state = 'DISPLAYED'")).isZero();
    assertThat(phone.confirm(scanned).status()).isEqualTo(200);
  }

  @Test
  void everyStepOfALoginHasItsRow() {
    var login = begin();
    login.rotate();
    login.reload();
    var phone = server.phone();
    phone.confirm(phone.scan(login.scene()));
    assertThat(login.complete().statusCode()).isEqualTo(303);

    assertThat(kept(login).events("qr_displayed")).isEqualTo(2);
    assertThat(kept(login).events("qr_typed_displayed")).isEqualTo(1);
    assertThat(kept(login).events("qr_superseded")).isEqualTo(2);
    for (var event : new String[] {"qr_scanned", "qr_confirmed", "qr_collected"}) {
      assertThat(kept(login).events(event)).as(event).isEqualTo(1);
    }
    assertThat(kept(login).events("session_used")).isZero();
    // The next site gets its code without a scan.
    var request = "/authorize?" + Browser.encoded(Login.request(login.verifier()));
    var before = events("session_used");
    assertThat(Login.location(login.browser().get(request))).contains("code=");
    assertThat(events("session_used")).isEqualTo(before + 1);
  }

  @Test
  void O58_whoWasShutOutAfterTheScanDoesNotConfirm() {
    var phone = server.phone();
    var account = signedIn(phone);
    var login = begin();
    var scanned = phone.scan(login.scene());
    enable(account, false);

    var refused = phone.confirm(scanned);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("error")).isEqualTo("account_disabled");
    assertThat(state(login)).isEqualTo("scanned");
    enable(account, true);
    assertThat(phone.confirm(scanned).status()).isEqualTo(200);
  }

  @Test
  void O58_whoWasShutOutAfterTheTapGetsNoCodeAndNoSession() {
    var phone = server.phone();
    var account = signedIn(phone);
    var login = begin();
    phone.confirm(phone.scan(login.scene()));
    enable(account, false);

    var complete = login.complete();
    assertThat(Login.parameter(complete, "error")).isEqualTo("access_denied");
    assertThat(login.browser().cookies()).doesNotContainKeys("saoma_sid", "saoma_dev");
    assertThat(kept(login).codes()).isZero();
    assertThat(kept(login).events("qr_refused")).isEqualTo(1);
  }

  private String signedIn(Phone phone) {
    var login = begin();
    phone.confirm(phone.scan(login.scene()));
    assertThat(login.complete().statusCode()).isEqualTo(303);
    return database.text(
        "SELECT account_id FROM ticket WHERE state = 'CONSUMED' AND interaction_id = '"
            + login.interaction()
            + "'");
  }

  private void enable(String account, boolean enabled) {
    database.execute("UPDATE account SET enabled = " + enabled + " WHERE id = '" + account + "'");
  }

  /** I5: neither WeChat nor this node's memory is what keeps a code from counting twice. */
  @Test
  void Q14_theScansCodeConfirmsOnNoOtherNodeEither() {
    var login = begin();
    var phone = server.phone();
    var code = phone.code();
    var scan = Map.of("scene", login.scene(), "js_code", code, "launch", 1047, "env", "release");
    var scanned = phone.call("scan", scan);
    assertThat(scanned.status()).isEqualTo(200);
    var asked = changed.sandbox().control().total("/sns/jscode2session");

    var confirmed =
        new Phone(changed.issuer(), changed.sandbox().control(), phone.person())
            .call(
                "confirm",
                Map.of(
                    "handle", scanned.text("handle"),
                    "ctx_digest", scanned.text("ctx_digest"),
                    "js_code", code));
    assertThat(confirmed.status()).isEqualTo(401);
    assertThat(confirmed.text("error")).isEqualTo("code_used");
    assertThat(changed.sandbox().control().total("/sns/jscode2session")).isEqualTo(asked);
  }

  @Test
  void B14_aSessionThatIsTakenOverHasItsEndWritten() {
    var browser = server.browser();
    var first = begin(browser, "new");
    var phone = server.phone();
    first.digits(phone.confirm(phone.scan(first.scene())).text("digits"));
    first.complete();
    var before = events("session_ended");

    var second = begin(browser, "new");
    var other = server.phone();
    second.digits(other.confirm(other.scan(second.scene())).text("digits"));
    second.complete();
    assertThat(events("session_ended")).isEqualTo(before + 1);
  }

  private int events(String event) {
    return Integer.parseInt(
        database.text("SELECT COUNT(*) FROM audit_event WHERE event = '" + event + "'"));
  }

  private String signIn(Browser browser, Phone phone) {
    var login = begin(browser, "new");
    var confirmed = phone.confirm(phone.scan(login.scene()));
    if (confirmed.text("state").equals("digits")) {
      login.digits(confirmed.text("digits"));
    }
    assertThat(login.complete().statusCode()).isEqualTo(303);
    return confirmed.text("state");
  }

  @Test
  void Q09_aPlantedDeviceCookieIsNobodysKnownBrowser() {
    var attackers = server.browser();
    signIn(attackers, server.phone());
    var planted = attackers.cookies().get("saoma_dev");
    var victims = server.browser();
    victims.cookies().put("saoma_dev", planted);
    var victim = server.phone();
    assertThat(signIn(victims, victim)).isEqualTo("digits");
    assertThat(victims.cookies().get("saoma_dev")).isNotEqualTo(planted);
    assertThat(signIn(victims, victim)).isEqualTo("confirmed");

    var relayed = server.browser();
    relayed.cookies().put("saoma_dev", planted);
    assertThat(signIn(relayed, victim)).isEqualTo("digits");
  }

  @Test
  void Q09_twoPeopleShareABrowserAndBothAreKnown() {
    var browser = server.browser();
    var first = server.phone();
    var second = server.phone();
    assertThat(signIn(browser, first)).isEqualTo("digits");
    assertThat(signIn(browser, second)).isEqualTo("digits");
    assertThat(signIn(browser, first)).isEqualTo("confirmed");
    assertThat(signIn(browser, second)).isEqualTo("confirmed");
  }

  @Test
  void lettersAreTypedIntoWhicheverMiniProgramOfTheSite() {
    var login = begin();
    var phone = server.phone().in(SandboxServer.SISTER);
    var scanned = phone.type(login.typedCode());
    assertThat(scanned.status()).isEqualTo(200);
    var digits = phone.confirm(scanned).text("digits");
    assertThat(login.digits(digits).statusCode()).isEqualTo(200);
    assertThat(Site.shop(server).claims(login, login.complete()).path("acr").asText())
        .isEqualTo("urn:saoma:acr:qr-typeback");
  }

  @Test
  void lettersAreForTheMiniProgramsOfTheSiteAlone() {
    var login = Login.begin(changed, changed.browser());
    // The page says which to open.
    assertThat(login.page()).contains("姊妹");
    assertThat(changed.phone().type(login.typedCode()).status()).isEqualTo(404);
    assertThat(changed.phone().in(SandboxServer.SISTER).type(login.typedCode()).status())
        .isEqualTo(200);
  }

  @Test
  void Q11_whatChangedIsShownAgainAndCanBeConfirmed() {
    var login = begin();
    var phone = server.phone();
    var scene = login.scene();
    var scanned = phone.scan(scene);
    // As if the site had been renamed since.
    kept(login).set("context_digest = '" + "x".repeat(43) + "'");
    assertThat(phone.confirm(scanned).text("error")).isEqualTo("context_changed");

    var again = phone.scan(scene);
    assertThat(again.text("handle")).isEqualTo(scanned.text("handle"));
    assertThat(again.text("ctx_digest")).isNotEqualTo("x".repeat(43));
    assertThat(phone.confirm(again).text("state")).isEqualTo("confirmed");
    assertThat(kept(login).events("qr_shown_again")).isEqualTo(1);
  }

  @Test
  void aRepeatedConfirmationSaysWhatIsLeft() {
    var login = begin(server.browser(), "digits");
    var phone = server.phone();
    var scanned = phone.scan(login.scene());
    phone.confirm(scanned);
    kept(login).due(30);

    assertThat(phone.confirm(scanned).body().path("expires_in").asInt()).isBetween(15, 30);
  }

  @Test
  void W16_aBlockedPersonBesideAnotherIsASecondScanner() {
    var login = begin();
    var scene = login.scene();
    var first = server.phone();
    var scanned = first.scan(scene);
    block();
    assertThat(server.phone().scan(scene).text("error")).isEqualTo("account_blocked_upstream");

    assertThat(state(login)).isEqualTo("blocked");
    assertThat(first.confirm(scanned).status()).isEqualTo(409);
  }

  @Test
  void W16_aDeniedLoginHasNoOtherName() {
    var login = begin();
    var letters = login.typedCode();
    block();
    assertThat(server.phone().scan(login.scene()).status()).isEqualTo(403);
    assertThat(state(login)).isEqualTo("denied");
    assertThat(server.phone().type(letters).status()).isEqualTo(410);
    assertThat(Login.parameter(login.complete(), "error")).isEqualTo("access_denied");
  }

  private void block() {
    server
        .sandbox()
        .control()
        .fault(Map.of("path", "/sns/jscode2session", "times", 1, "errcode", 40226));
  }

  @Test
  void whoCollectsTooEarlyIsToldSo() {
    var login = begin();
    var complete = login.complete();
    assertThat(complete.statusCode()).isEqualTo(409);
    assertThat(complete.body()).contains("Not confirmed yet");
    assertThat(state(login)).isEqualTo("waiting");
  }
}
