package io.saoma.it.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.saoma.it.browser.Chromium;
import io.saoma.it.container.War;
import io.saoma.it.journey.Site;
import io.saoma.journey.Browser;
import io.saoma.journey.Login;
import io.saoma.journey.Phone;
import io.saoma.sandbox.SandboxControl;
import io.saoma.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of {@code java -jar} on its file, and a start on the same file and port: every login goes
 * on where it was, and nothing that was spent revives. WeChat, the browsers and the phones live on.
 */
@ExtendWith(ArquillianExtension.class)
final class KillIT {
  private static final String CLUB = OwnSaoma.CLUB;
  private static final int AT_ONCE = 6;

  private static final String APPS =
      """
      [{"appid":"%s","secret":"%s","name":"扫码登录","pages":["%s"]}]
      """
          .formatted(SandboxServer.APPID, SandboxServer.SECRET, SandboxServer.PAGE);

  private static final Site SITE = Site.open();
  private static Chromium chromium;

  @TempDir private static Path directory;

  private final URI issuer = OwnSaoma.freeIssuer();

  @ArquillianResource private URL sandbox;

  @Deployment(testable = false)
  static Archive<?> sandbox() {
    return War.sandbox()
        .file("apps.json", APPS)
        .parameter("saoma.sandbox.apps", "{dir}/apps.json")
        .archive();
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

  /** A login whose phone has scanned. */
  private record Scanned(Login login, Phone phone, Phone.Answer answer) {
    Phone.Answer confirm() {
      return phone.confirm(answer);
    }
  }

  /** A login that its browser has collected. */
  private record Collected(Login login, String code) {}

  @Test
  void R05_everyLoginGoesOnAfterAKillAndNothingSpentRevives() throws IOException {
    var wechat = sandbox.toString().replaceFirst("/$", "");
    var own = new OwnSaoma(directory, issuer, SITE.callback(), URI.create(wechat));
    try (own) {
      own.start();
      var verifier = new CodeVerifier();
      chromium.fresh().go(SITE.login(issuer, CLUB, verifier));
      chromium.seeState("waiting");
      var displayed = wechat().decode(chromium.screenshot()).scene();
      var refreshed = redeemed(collected());
      var first = refreshed.path("refresh_token").asText();
      var second = refresh(first).path("refresh_token").asText();
      var third = refresh(second).path("refresh_token").asText();
      var lasting = redeemed(collected());
      var redeemed = collected();
      var tokens = redeemed(redeemed);
      var denied = scanned(CLUB);
      assertThat(denied.phone().deny(denied.answer()).text("state")).isEqualTo("denied");
      var scanned = scanned(CLUB);
      var digits = scanned(OwnSaoma.BANK);
      var shown = digits.confirm().text("digits");
      var issued = collected();
      var confirmed = scanned(CLUB);
      assertThat(confirmed.confirm().text("state")).isEqualTo("confirmed");

      var confirming = IntStream.range(0, AT_ONCE).mapToObj(i -> scanned(CLUB)).toList();
      var redeeming = IntStream.range(0, AT_ONCE).mapToObj(i -> collected()).toList();
      var confirmations = atOnce(confirming, Scanned::confirm);
      var redemptions = atOnce(redeeming, this::redeem);
      CompletableFuture.anyOf(redemptions.toArray(CompletableFuture<?>[]::new)).join();
      own.kill();
      // However many of them were answered, none is under way any more.
      CompletableFuture.allOf(confirmations.toArray(CompletableFuture<?>[]::new)).join();

      var killed = System.nanoTime();
      own.start();
      System.out.printf("Up again after %d ms%n", (System.nanoTime() - killed) / 1_000_000);

      // What waited goes on, in the same browsers and on the same phones.
      assertGoesOn(confirmed.login());
      for (var unsure : confirming) {
        assertThat(unsure.confirm().text("state")).isEqualTo("confirmed");
        assertGoesOn(unsure.login());
      }
      assertThat(redeem(issued).statusCode()).isEqualTo(200);
      assertThat(digits.confirm().text("digits")).isEqualTo(shown);
      assertThat(digits.login().digits(shown).statusCode()).isEqualTo(200);
      assertThat(digits.login().complete().statusCode()).isEqualTo(303);
      assertThat(scanned.confirm().text("state")).isEqualTo("confirmed");
      assertGoesOn(scanned.login());
      assertThat(refresh(lasting.path("refresh_token").asText()).has("access_token")).isTrue();

      // What was spent stays spent, and a second use still ends the family.
      assertThat(denied.confirm().status()).isEqualTo(409);
      assertThat(Login.parameter(denied.login().complete(), "error")).isEqualTo("access_denied");
      assertThat(redeemed.login().complete().statusCode()).isEqualTo(410);
      assertThat(Site.userInfo(issuer, tokens.path("access_token").asText())).isEqualTo(200);
      assertRefused(redeem(redeemed));
      assertThat(Site.userInfo(issuer, tokens.path("access_token").asText())).isEqualTo(401);
      assertRefused(SITE.refresh(issuer, CLUB, tokens.path("refresh_token").asText()));
      assertRefused(SITE.refresh(issuer, CLUB, first));
      assertRefused(SITE.refresh(issuer, CLUB, third));
      for (int i = 0; i < AT_ONCE; i++) {
        if (redemptions.get(i).join()) {
          assertRefused(redeem(redeeming.get(i)));
        } else {
          // Spent or not: the site that heard nothing asks again, and no third time.
          assertThat(redeem(redeeming.get(i)).statusCode()).isIn(200, 400);
          assertRefused(redeem(redeeming.get(i)));
        }
      }

      // The page that was open all the time.
      var phone = phone();
      var scan = phone.scan(displayed);
      chromium.seeState("scanned");
      assertThat(phone.confirm(scan).text("state")).isEqualTo("confirmed");
      chromium.arriveAt(SITE.callback());
      var code = chromium.address().replaceFirst(".*[?&]code=([^&]+).*", "$1");
      assertThat(SITE.redeem(issuer, CLUB, code, verifier).statusCode()).isEqualTo(200);
    }
  }

  /** What waits is answered, so that it asks another node at once: its connection is not cut. */
  @Test
  void R15_sigtermSendsWaitingPagesAway() throws Exception {
    var wechat = URI.create(sandbox.toString().replaceFirst("/$", ""));
    try (var own =
        new OwnSaoma(
            Files.createDirectory(directory.resolve("stop")), issuer, SITE.callback(), wechat)) {
      own.start();
      var browser = new Browser(issuer);
      var login = Login.begin(wechat(), browser, SITE.request(CLUB));
      var one = browser.fetchLater(login.stateAddress(login.version()));
      var two = browser.fetchLater(login.stateAddress(login.version()));
      // The later of two polls is parked, and the earlier is answered for it.
      assertThat(CompletableFuture.anyOf(one, two).join())
          .extracting(answer -> ((HttpResponse<?>) answer).statusCode())
          .isEqualTo(200);

      own.terminate();

      assertThat(List.of(one.join().statusCode(), two.join().statusCode()))
          .containsExactlyInAnyOrder(200, 204);
      assertThat(own.exitCode()).isEqualTo(128 + 15);
    }
  }

  /** All of them now; each tells later whether it was answered well before the end. */
  private static <T> List<CompletableFuture<Boolean>> atOnce(
      List<T> things, Function<T, ?> request) {
    return things.stream()
        .map(
            thing ->
                CompletableFuture.supplyAsync(
                    () -> {
                      try {
                        return isGood(request.apply(thing));
                      } catch (UncheckedIOException killed) {
                        return false;
                      }
                    }))
        .toList();
  }

  private static boolean isGood(Object answer) {
    return answer instanceof HttpResponse<?> response
        ? response.statusCode() == 200
        : ((Phone.Answer) answer).status() == 200;
  }

  private void assertGoesOn(Login login) {
    var collected = login.complete();
    assertThat(collected.statusCode()).isEqualTo(303);
    assertThat(redeem(new Collected(login, Login.code(collected))).statusCode()).isEqualTo(200);
    assertThat(login.complete().statusCode()).isEqualTo(410);
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Login.json(answer).path("error").asText()).isEqualTo("invalid_grant");
  }

  private Scanned scanned(String client) {
    var login = Login.begin(wechat(), new Browser(issuer), SITE.request(client));
    var phone = phone();
    var answer = phone.scan(login.scene());
    assertThat(answer.status()).isEqualTo(200);
    return new Scanned(login, phone, answer);
  }

  private Collected collected() {
    var scanned = scanned(CLUB);
    assertThat(scanned.confirm().text("state")).isEqualTo("confirmed");
    return new Collected(scanned.login(), Login.code(scanned.login().complete()));
  }

  private HttpResponse<String> redeem(Collected collected) {
    return SITE.redeem(issuer, CLUB, collected.code(), collected.login().verifier());
  }

  private JsonNode redeemed(Collected collected) {
    return Login.json(redeem(collected));
  }

  private JsonNode refresh(String refreshToken) {
    return Login.json(SITE.refresh(issuer, CLUB, refreshToken));
  }

  private Phone phone() {
    return new Phone(issuer, wechat(), wechat().person());
  }

  private SandboxControl wechat() {
    return new SandboxControl(URI.create(sandbox.toString().replaceFirst("/$", "")));
  }
}
