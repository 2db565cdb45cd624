package io.saoma.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.saoma.it.browser.Chromium;
import io.saoma.it.container.EveryContainer;
import io.saoma.journey.Kept;
import io.saoma.journey.Login;
import io.saoma.journey.Phone;
import io.saoma.jpa.TestDatabase;
import io.saoma.sandbox.SandboxControl;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The sign-in page in a real browser, when a login does not go straight on; on PostgreSQL. */
@EveryContainer
@ExtendWith(ArquillianExtension.class)
final class PageIT {
  private static final String TYPED_BACK = "urn:saoma:acr:qr-typeback";
  private static final String TAPPED = "urn:saoma:acr:qr-tap";

  // Left to the end of this JVM: Saoma is undeployed after the last method of this class.
  private static final TestDatabase DATABASE = TestDatabase.postgreSql();
  private static final Site SITE = Site.open();

  private static Chromium chromium;

  private final CodeVerifier verifier = new CodeVerifier();

  @ArquillianResource
  @OperateOnDeployment("saoma")
  private URL saoma;

  @ArquillianResource
  @OperateOnDeployment("demo")
  private URL demo;

  @Deployment(name = "saoma", testable = false)
  static Archive<?> saoma() {
    return Wars.saoma(SITE.callback(), DATABASE);
  }

  @Deployment(name = "sandbox", testable = false)
  static Archive<?> sandbox() {
    return Wars.sandbox();
  }

  @Deployment(name = "demo", testable = false)
  static Archive<?> demo() {
    return Wars.demo();
  }

  @BeforeAll
  static void open() {
    chromium = Chromium.open("en");
  }

  @AfterAll
  static void close() {
    chromium.close();
    SITE.close();
  }

  @Test
  void aVisiblePageRenewsItsPictureAndACameraAtTheOldOneIsInTime() {
    begin(Wars.CLUB);
    var old = scene();
    // A hundred seconds later, by the only clock that counts.
    kept().set("displayed_at = displayed_at - 101 * INTERVAL '1' SECOND");
    chromium.reload();
    chromium.until("not renewed", () -> chromium.evaluate("picture.src.endsWith('n=2')"));
    assertThat(scene()).isNotEqualTo(old);
    assertThat(chromium.text("#left")).startsWith("1:");

    var phone = phone();
    assertThat(phone.confirm(phone.scan(old)).text("state")).isEqualTo("confirmed");
    assertSignedIn(Wars.CLUB, TAPPED);
  }

  @Test
  void aPictureThatRanOutIsReplacedByTheKeyboard() {
    begin(Wars.CLUB);
    var old = scene();
    // The page has renewed it as often as it does by itself, and the last one ends now.
    DATABASE.execute("UPDATE interaction SET pictures = 6 WHERE id = '" + interaction() + "'");
    kept().due(3);
    chromium.reload();
    chromium.seeState("waiting");
    chromium.seeState("expired");
    assertThat(phone().scan(old).status()).isEqualTo(410);

    chromium.tab();
    assertThat(chromium.script("document.activeElement.textContent")).isEqualTo("New code");
    chromium.press(Keys.ENTER);
    chromium.seeState("waiting");
    assertThat(phone().scan(old).status()).isEqualTo(410);
    signIn(phone());
    assertSignedIn(Wars.CLUB, TAPPED);
  }

  @Test
  void Q27_aSecondScannerBlocksThePageAndANewCodeGoesOn() {
    begin(Wars.CLUB);
    var scene = scene();
    var phone = phone();
    var scanned = phone.scan(scene);
    chromium.seeState("scanned");
    var second = phone().scan(scene);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("error")).isEqualTo("scanned_by_another");
    chromium.seeState("blocked");
    assertThat(phone.confirm(scanned).status()).isEqualTo(409);

    chromium.see("[data-panel=blocked] button").click();
    chromium.seeState("waiting");
    signIn(phone);
    assertSignedIn(Wars.CLUB, TAPPED);
  }

  @Test
  void Q13_anotherPersonWhoConfirmsBlocksThePage() {
    begin(Wars.CLUB);
    var phone = phone();
    var scanned = phone.scan(scene());
    chromium.seeState("scanned");
    var other = phone().confirm(scanned);
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.text("error")).isEqualTo("another_person");

    chromium.seeState("blocked");
    assertThat(phone.confirm(scanned).status()).isEqualTo(409);
    assertThat(kept().codes()).isZero();
  }

  @Test
  void twoTabsSignInToTwoSites() {
    begin(Wars.CLUB);
    var club = chromium.driver().getWindowHandle();
    var clubScene = scene();
    var shop = chromium.goInNewTab(URI.create(demo.toString()));
    chromium.see("#login").click();
    chromium.seeState("waiting");
    var shopScene = scene();

    var phone = phone();
    var atClub = phone.scan(clubScene);
    var atShop = phone.scan(shopScene);
    assertThat(atClub.body().at("/client/name").asText()).isEqualTo("Club");
    assertThat(atShop.body().at("/client/name").asText()).isEqualTo("Demo Shop");
    assertThat(phone.confirm(atClub).text("state")).isEqualTo("confirmed");
    assertThat(phone.confirm(atShop).text("state")).isEqualTo("confirmed");

    chromium.lookAt(club);
    assertSignedIn(Wars.CLUB, TAPPED);
    chromium.lookAt(shop);
    chromium.see("#claims");
  }

  @Test
  void Q09_digitsAreTypedIntoThePage() {
    begin(Wars.BANK);
    var digits = signIn(phone());
    chromium.seeState("digits");
    assertThat(chromium.script("document.activeElement.id")).isEqualTo("six");
    chromium.press("%06d".formatted((Integer.parseInt(digits) + 1) % 1_000_000), Keys.ENTER);
    chromium.until("not refused", () -> chromium.text("#wrong").endsWith("Tries left: 2"));
    assertThat(chromium.script("document.activeElement.id")).isEqualTo("six");
    chromium.press(digits, Keys.ENTER);
    assertSignedIn(Wars.BANK, TYPED_BACK);
  }

  @Test
  void withTheKeyboardAloneAndTheLettersInsteadOfThePicture() {
    begin(Wars.CLUB);
    chromium.tab();
    assertFocusIsSeenOn("summary");
    chromium.press(Keys.ENTER);
    var letters = chromium.text("#typed");

    var phone = phone();
    var scanned = phone.type(letters);
    chromium.seeState("scanned");
    var digits = phone.confirm(scanned).text("digits");
    chromium.seeState("digits");
    assertFocusIsSeenOn("#six");
    paste(digits.substring(0, 3) + " " + digits.substring(3));
    assertThat(chromium.script("six.value")).isEqualTo(digits);
    chromium.press(Keys.ENTER);
    assertSignedIn(Wars.CLUB, TYPED_BACK);
  }

  @Test
  void R18_whereWeChatDrawsNothingTheLettersSignIn() {
    for (var scripts : List.of(true, false)) {
      // It is asked three times.
      wechat().fault(Map.of("path", "/wxa/getwxacodeunlimit", "times", 3, "errcode", -1));
      chromium.fresh().scripts(scripts);
      chromium.go(SITE.login(issuer(), Wars.CLUB, verifier));
      signInByLetters(scripts);
    }
  }

  @Test
  void aPictureThatDoesNotLoadLeavesTheLetters() {
    chromium.fresh();
    chromium.command("Network.enable", Map.of());
    chromium.command("Network.setBlockedURLs", Map.of("urls", List.of("*/image?*")));
    try {
      chromium.go(SITE.login(issuer(), Wars.CLUB, verifier));
      signInByLetters(true);
    } finally {
      chromium.command("Network.setBlockedURLs", Map.of("urls", List.of()));
    }
  }

  private void signInByLetters(boolean scripts) {
    chromium.seeState("typed");
    var phone = phone();
    var scanned = phone.type(chromium.text("[data-panel=typed] .typed"));
    chromium.seeState("scanned");
    var digits = phone.confirm(scanned).text("digits");
    chromium.seeState("digits");
    chromium.see("#six").sendKeys(digits, Keys.ENTER);
    if (!scripts) {
      chromium.seeState("confirmed");
      chromium.see("[data-panel=confirmed] button").click();
    }
    assertSignedIn(Wars.CLUB, TYPED_BACK);
  }

  @Test
  void withoutScripts() {
    chromium.fresh().scripts(false);
    chromium.go(SITE.login(issuer(), Wars.BANK, verifier));
    var phone = phone();
    var scanned = phone.scan(scene());
    chromium.seeState("scanned");
    var digits = phone.confirm(scanned).text("digits");
    chromium.seeState("digits");
    chromium.see("#six").sendKeys(digits, Keys.ENTER);
    chromium.seeState("confirmed");
    chromium.see("[data-panel=confirmed] button").click();
    assertSignedIn(Wars.BANK, TYPED_BACK);
  }

  @Test
  void inThePhoneSizedWindowOfAChineseReaderByNight() {
    try (var small = Chromium.open("zh-CN")) {
      small.becomePhone();
      small.go(SITE.login(issuer(), Wars.BANK, verifier));
      small.seeState("waiting");
      assertThat(small.script("document.documentElement.lang")).isEqualTo("zh-CN");
      assertThat(small.text("h1")).isEqualTo("登录 Bank");
      assertThat(bytesWithoutThePicture(small)).isBetween(10_000L, 40_000L);
      assertThat(
              small.evaluate(
                  "getComputedStyle(document.body).backgroundColor.match(/\\d+/g)"
                      + ".every(part => part < 48)"))
          .isTrue();
      assertThat(small.script("getComputedStyle(picture).backgroundColor"))
          .isEqualTo("rgb(255, 255, 255)");
      assertThat(small.complaints()).isEmpty();

      var phone = phone();
      var scanned = phone.scan(wechat().decode(small.screenshot()).scene());
      assertNothingIsCutOff(small);
      small.seeState("scanned");
      assertNothingIsCutOff(small);
      var digits = phone.confirm(scanned).text("digits");
      small.seeState("digits");
      assertNothingIsCutOff(small);
      small.press(digits, Keys.ENTER);
      small.arriveAt(SITE.callback());
    }
  }

  /** The page's own bytes as they were after decompression. */
  private static long bytesWithoutThePicture(Chromium browser) {
    return ((Number)
            browser.script(
                "performance.getEntries()"
                    + ".filter(e => e.decodedBodySize && !e.name.includes('/image'))"
                    + ".reduce((sum, e) => sum + e.decodedBodySize, 0)"))
        .longValue();
  }

  private static void assertNothingIsCutOff(Chromium browser) {
    assertThat(browser.script("innerWidth")).isEqualTo(390L);
    assertThat(browser.script("document.documentElement.scrollWidth")).isEqualTo(390L);
  }

  private static void assertFocusIsSeenOn(String selector) {
    assertThat(chromium.evaluate("document.activeElement.matches('" + selector + "')")).isTrue();
    assertThat(chromium.script("getComputedStyle(document.activeElement).outline"))
        .asString()
        .contains("solid 3px");
  }

  /** By the clipboard, as from a message that came with the digits. */
  private static void paste(String text) {
    chromium.command(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    chromium
        .driver()
        .executeAsyncScript(
            "navigator.clipboard.writeText(arguments[0]).then(arguments[1], arguments[1])", text);
    chromium.press(Keys.chord(Keys.CONTROL, "v"));
  }

  private void begin(String client) {
    chromium.fresh().go(SITE.login(issuer(), client, verifier));
    chromium.seeState("waiting");
  }

  /** Scans what is to be seen and says yes; returns the digits, where there are any. */
  private String signIn(Phone phone) {
    return phone.confirm(phone.scan(scene())).text("digits");
  }

  private void assertSignedIn(String client, String acr) {
    chromium.arriveAt(SITE.callback());
    var code = chromium.address().replaceFirst(".*[?&]code=([^&]+).*", "$1");
    var tokens = SITE.redeem(issuer(), client, code, verifier);
    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
    assertThat(acr(tokens)).isEqualTo(acr);
  }

  private static String acr(HttpResponse<String> tokens) {
    try {
      return JWTParser.parse(Login.json(tokens).path("id_token").asText())
          .getJWTClaimsSet()
          .getStringClaim("acr");
    } catch (ParseException e) {
      throw new IllegalStateException(tokens.body(), e);
    }
  }

  private String scene() {
    return wechat().decode(chromium.screenshot()).scene();
  }

  private Kept kept() {
    return Kept.of(DATABASE, interaction());
  }

  private static String interaction() {
    return chromium.address().replaceFirst(".*/", "");
  }

  private Phone phone() {
    return new Phone(issuer(), wechat(), wechat().person());
  }

  private SandboxControl wechat() {
    return new SandboxControl(issuer().resolve("/sandbox"));
  }

  private URI issuer() {
    return URI.create(saoma.toString().replaceFirst("/$", ""));
  }
}
