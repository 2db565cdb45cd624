package io.saoma.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.it.browser.Chromium;
import io.saoma.it.container.EveryContainer;
import io.saoma.journey.Browser;
import io.saoma.journey.Phone;
import io.saoma.sandbox.SandboxControl;
import io.saoma.sandbox.SandboxServer;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** The main job: a site signs a person in by a scan, in a real browser, across two origins. */
@EveryContainer
@ExtendWith(ArquillianExtension.class)
final class JourneyIT {
  private static Chromium chromium;

  @ArquillianResource
  @OperateOnDeployment("saoma")
  private URL saoma;

  @ArquillianResource
  @OperateOnDeployment("demo")
  private URL demo;

  @Deployment(name = "saoma", testable = false)
  static Archive<?> saoma() {
    return Wars.saoma(URI.create("http://localhost:9/none"));
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
  }

  @Test
  void aPersonScansTheScreenAndIsSignedInAtTheSite() {
    var began = System.nanoTime();
    clickLoginAtTheSite();
    var picture = wechat().decode(chromium.screenshot());
    assertThat(picture.appid()).isEqualTo(SandboxServer.APPID);
    assertThat(picture.page()).isEqualTo(SandboxServer.PAGE);

    var phone = new Phone(issuer(), wechat(), wechat().person());
    var scanned = phone.scan(picture.scene());
    assertThat(scanned.body().path("client").path("domain").asText())
        .isEqualTo("demo-shop.localhost");
    chromium.seeState("scanned");
    assertThat(chromium.text(".phrase")).isEqualTo(scanned.text("phrase"));

    assertThat(phone.confirm(scanned).text("state")).isEqualTo("confirmed");
    var confirmed = System.nanoTime();
    chromium.seeState("confirmed");

    assertSignedInAtTheSite();
    System.out.printf(
        "From the click to the claims %s s, of it after the confirmation %s s%n",
        seconds(began), seconds(confirmed));
    assertThat(claim("iss")).isEqualTo(issuer().toString());
    assertThat(claim("aud")).isEqualTo(Wars.DEMO);
    assertThat(claim("acr")).isEqualTo("urn:saoma:acr:qr-tap");
    assertThat(claim("amr")).isEqualTo("mca");
    assertThat(claim("sub")).isNotBlank();
    assertThat(claim("nonce")).isNotBlank();
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void aNewcomerScansWithTheSandboxesPhoneInAnotherTab() {
    clickLoginAtTheSite();
    var site = chromium.driver().getWindowHandle();
    var phrase = chromium.text(".phrase");

    chromium.goInNewTab(issuer().resolve("/sandbox/phone/"));
    chromium.see("#newest");
    chromium.see("#scan:enabled").click();
    chromium.lookInside("#program iframe");
    assertThat(chromium.text(".phrase")).isEqualTo(phrase);
    assertThat(chromium.text(".client")).isEqualTo("Demo Shop");
    chromium.see(".confirm").click();
    assertThat(chromium.text(".what")).isEqualTo("Done");

    chromium.lookAt(site);
    assertSignedInAtTheSite();
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void q08_aForwardedPictureIsRefusedOnThePhoneAndToldToTheBrowser() {
    clickLoginAtTheSite();
    var site = chromium.driver().getWindowHandle();

    chromium.goInNewTab(issuer().resolve("/sandbox/phone/"));
    chromium.see("#launch option[value='1048']").click();
    chromium.see("#scan:enabled").click();
    chromium.lookInside("#program iframe");
    assertThat(chromium.text(".what")).isEqualTo("Please scan with the camera");
    assertThat(chromium.sees(".confirm")).isFalse();

    chromium.lookAt(site);
    chromium.seeState("blocked");
  }

  @Test
  void whoDeniesOnThePhoneIsNotSignedIn() {
    clickLoginAtTheSite();
    var phone = new Phone(issuer(), wechat(), wechat().person());
    var scanned = phone.scan(wechat().decode(chromium.screenshot()).scene());

    assertThat(phone.deny(scanned).text("state")).isEqualTo("denied");
    chromium.seeState("denied");

    chromium.arriveAt(site());
    assertThat(chromium.text(".notice")).isEqualTo("You chose on your phone not to log in.");
    assertThat(chromium.sees("#claims")).isFalse();
  }

  @Test
  void everyFileAndPageSaysWhatItIs() {
    for (var page : List.of("/", "/sandbox/", "/sandbox/phone/", site().toString())) {
      assertThat(contentType(page)).as(page).isEqualToIgnoringCase("text/html;charset=utf-8");
    }
    for (var style :
        List.of("/assets/saoma.css", "/sandbox/phone/phone.css", site() + "demo.css")) {
      assertThat(contentType(style)).as(style).startsWith("text/css");
    }
    assertThat(contentType("/assets/login.js")).startsWith("text/javascript");
    assertThat(contentType("/assets/mark.svg")).startsWith("image/svg+xml");
  }

  private String contentType(String address) {
    var answer = new Browser(issuer()).get(address);
    assertThat(answer.statusCode()).as(address).isEqualTo(200);
    return answer.headers().firstValue("Content-Type").orElse("none").replace("; ", ";");
  }

  private void clickLoginAtTheSite() {
    chromium.fresh().go(site()).see("#login").click();
    chromium.seeState("waiting");
    assertThat(chromium.address()).startsWith(issuer() + "/login/");
  }

  private void assertSignedInAtTheSite() {
    chromium.see("#claims");
    assertThat(chromium.address()).isEqualTo(site().toString());
  }

  private static String claim(String name) {
    return chromium.driver().findElements(By.cssSelector("#claims tbody tr")).stream()
        .filter(row -> row.findElement(By.tagName("th")).getText().equals(name))
        .map(row -> row.findElement(By.tagName("td")).getText())
        .findFirst()
        .orElseThrow();
  }

  private static double seconds(long since) {
    return Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
  }

  private SandboxControl wechat() {
    return new SandboxControl(issuer().resolve("/sandbox"));
  }

  private URI issuer() {
    return URI.create(saoma.toString().replaceFirst("/$", ""));
  }

  private URI site() {
    return URI.create(demo.toString());
  }
}
