package io.saoma.journey;

import static io.saoma.journey.Login.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.saoma.sandbox.SandboxServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on a scan login: somebody else's browser, phone, picture or page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrossDeviceThreatsTest {
  private static final String NEVER = "N".repeat(22);
  private static final String FORGED_COOKIE = "F".repeat(43);

  private SaomaServer server;

  @BeforeAll
  void start() {
    server = SaomaServer.start(SaomaServer.Options.standard().open());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Login begin() {
    return Login.begin(server, server.browser());
  }

  /** Status, headers and body: what a stranger could tell two answers apart by. */
  private static String likeness(HttpResponse<String> response) {
    var headers = new TreeMap<>(response.headers().map());
    headers.keySet().removeIf(name -> name.equalsIgnoreCase("date"));
    return response.statusCode() + " " + headers + " " + response.body();
  }

  private static String state(Login login) {
    return login.state().path("state").asText();
  }

  private Kept kept(Login login) {
    return Kept.of(server, login);
  }

  @Test
  void Q01_aStrangersBrowserNeitherPollsNorCollects() {
    var victim = begin();
    var attacker = begin();
    var cookieless = server.browser();
    for (var stranger : List.of(cookieless, attacker.browser())) {
      for (var step : List.of("state", "image")) {
        var query = "?poll=" + victim.poll() + "&v=0&n=1";
        assertThat(likeness(stranger.fetch(victim.step(step) + query)))
            .isEqualTo(likeness(stranger.fetch("/crossdevice/" + NEVER + "/" + step + query)))
            .startsWith("404");
      }
    }
    // The right cookie with another page's poll id is a stranger too.
    assertThat(
            victim
                .browser()
                .fetch(victim.step("state") + "?poll=" + attacker.poll() + "&v=0")
                .statusCode())
        .isEqualTo(404);
    var phone = server.phone();
    assertThat(phone.confirm(phone.scan(victim.scene())).status()).isEqualTo(200);

    for (var stranger : List.of(cookieless, attacker.browser())) {
      for (var step : List.of("complete", "rotate", "digits")) {
        var refused = stranger.post(victim.step(step), victim.form());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Location")).isEmpty();
      }
    }
    assertThat(kept(victim).codes()).isZero();
    assertThat(victim.complete().statusCode()).isEqualTo(303);
  }

  @Test
  void Q02_theSceneOpensNothingOnThePage() {
    var login = begin();
    var scene = login.scene();
    var browser = login.browser();

    for (var id : List.of(scene, scene.substring(2, 24))) {
      assertThat(browser.fetch("/crossdevice/" + id + "/state?poll=" + scene + "&v=0").statusCode())
          .isEqualTo(404);
      assertThat(browser.fetch("/crossdevice/" + id + "/image?poll=" + scene).statusCode())
          .isEqualTo(404);
      assertThat(browser.post("/crossdevice/" + id + "/complete", login.form()).statusCode())
          .isIn(403, 404);
      assertThat(browser.get("/login/" + id).statusCode()).isEqualTo(400);
    }
    assertThat(browser.fetch(login.step("state") + "?poll=" + scene + "&v=0").statusCode())
        .isEqualTo(404);
  }

  @Test
  void Q03_aCollectedLoginIsNeverUsedAgain() {
    var login = begin();
    var scene = login.scene();
    var phone = server.phone();
    var scanned = phone.scan(scene);
    assertThat(phone.confirm(scanned).status()).isEqualTo(200);
    assertThat(login.complete().statusCode()).isEqualTo(303);

    assertThat(server.phone().scan(scene).status()).isEqualTo(410);
    assertThat(phone.scan(scene).status()).isEqualTo(410);
    assertThat(phone.confirm(scanned).status()).isEqualTo(410);
    assertThat(phone.deny(scanned).status()).isEqualTo(410);
    assertThat(login.complete().statusCode()).isEqualTo(410);
    assertThat(login.rotate().statusCode()).isNotEqualTo(303);
    assertThat(login.browser().fetch(login.stateAddress(0)).statusCode()).isEqualTo(410);
    assertThat(login.browser().get("/login/" + login.interaction()).statusCode()).isEqualTo(410);
    assertThat(kept(login).codes()).isEqualTo(1);
    assertThat(kept(login).picture()).isEqualTo("CONSUMED");
    for (var event : List.of("qr_scanned", "qr_confirmed", "qr_collected")) {
      assertThat(kept(login).events(event)).as(event).isEqualTo(1);
    }
  }

  @Test
  void Q05_idsAndCookiesComeFromTheServerAlone() {
    var fixed = Map.of("scene", "1a" + "S".repeat(30), "poll", NEVER, "id", NEVER, "csrf", NEVER);
    var browser = server.browser();
    browser.header("X-Interaction", NEVER);
    var login = Login.begin(server, browser, fixed);
    assertThat(List.of(login.interaction(), login.poll(), login.csrf())).doesNotContain(NEVER);
    assertThat(login.scene()).isNotEqualTo(fixed.get("scene"));
    assertThat(server.browser().get("/authorize?interaction=" + NEVER).statusCode()).isEqualTo(400);

    for (var planted : List.of(FORGED_COOKIE, "short", "x".repeat(4_000))) {
      var victim = server.browser();
      victim.cookies().put("saoma_ia", planted);
      assertThat(Login.begin(server, victim).browser().cookie("saoma_ia")).isNotEqualTo(planted);
    }
  }

  @Test
  void Q06_aPhoneIsWhoWeChatSaysAndNobodyElse() {
    var login = begin();
    var phone = server.phone();
    var victim = server.phone();
    var victimsOpenid = server.sandbox().control().openid(victim.person(), SandboxServer.APPID);
    var scene = login.scene();
    for (var claim : List.of("openid", "unionid", "userId", "phone", "account", "sub")) {
      var scan =
          Map.<String, Object>of(
              "scene",
              scene,
              "js_code",
              phone.code(),
              "launch",
              1047,
              "env",
              "release",
              claim,
              victimsOpenid);
      assertThat(phone.call("scan", scan).status()).as(claim).isEqualTo(400);
    }
    assertThat(state(login)).isEqualTo("waiting");
    var scanned = phone.scan(scene);
    for (var claim : List.of("openid", "unionid", "userId", "phone", "account", "sub")) {
      var confirm =
          Map.of(
              "handle",
              scanned.text("handle"),
              "ctx_digest",
              scanned.text("ctx_digest"),
              "js_code",
              phone.code(),
              claim,
              victimsOpenid);
      var refused = phone.call("confirm", confirm);
      assertThat(refused.status()).as(claim).isEqualTo(400);
      assertThat(refused.text("error")).isEqualTo("invalid_request");
    }
    assertThat(state(login)).isEqualTo("scanned");
    assertThat(phone.confirm(scanned).status()).isEqualTo(200);
    assertThat(
            server
                .database()
                .text(
                    "SELECT COUNT(*) FROM ticket t JOIN account_subject s"
                        + " ON s.account_id = t.account_id WHERE t.interaction_id = '"
                        + login.interaction()
                        + "' AND s.subject = '"
                        + server.sandbox().control().openid(phone.person(), SandboxServer.APPID)
                        + "'"))
        .isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1048, 1049, 1007, 1008, 1012, 1013, 1037, 1038, 1001, 0, -1})
  void Q08_aForwardedPictureBlocksTheLogin(int launch) {
    var login = begin();
    var scene = login.scene();
    var refused = server.phone().scan(scene, launch);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("error")).isEqualTo("launch_not_camera");
    assertThat(state(login)).isEqualTo("blocked");
    assertThat(kept(login).events("qr_forwarded")).isEqualTo(1);
    assertThat(server.phone().scan(scene).status()).isEqualTo(410);
  }

  @Test
  void Q10_aPhoneShowsWhatTheServerKnows() {
    var login = Login.begin(server, server.browser().header("Accept-Language", "en"));
    var scanned = server.phone().scan(login.scene());

    assertThat(scanned.status()).isEqualTo(200);
    var client = scanned.body().path("client");
    assertThat(client.path("name").asText()).isEqualTo("Shop");
    assertThat(client.path("domain").asText()).isEqualTo("shop.example");
    assertThat(client.path("verified").asBoolean()).isTrue();
    assertThat(scanned.text("browser")).contains("Windows").contains("Chrome");
    assertThat(scanned.text("phrase")).isEqualTo(login.phrase());
    assertThat(scanned.body().path("age").asInt(-1)).isBetween(0, 60);
    assertThat(scanned.body().path("expires_in").asInt()).isBetween(100, 180);
    assertThat(scanned.body().path("scope").toString()).isEqualTo("[\"openid\"]");
  }

  @Test
  void Q10_nothingThatABrowserWroteReachesThePhone() {
    for (var header :
        List.of(
            "<script>alert(1)</script>",
            "Mozilla/5.0 (<img src=x>) Chrome/126 <b>WeChat official</b>",
            "Mozilla/5.0 (Windows NT 10.0) Verified-by-Bank/9 Chrome/126.0 \"}],{",
            "x".repeat(4_000))) {
      var browser =
          server
              .browser()
              .header("User-Agent", header)
              .header("X-Place", "Hangzhou")
              .header("Accept-Language", "<b>en");
      var scanned = server.phone().scan(Login.begin(server, browser).scene());
      assertThat(scanned.response().body())
          .as(header)
          .doesNotContain("<", ">", "script", "official", "Bank", "Hangzhou");
    }
  }

  @Test
  void Q11_whatWasNotShownCannotBeConfirmed() {
    var login = begin();
    var phone = server.phone();
    var scanned = phone.scan(login.scene());
    var handle = scanned.text("handle");
    assertThat(phone.call("confirm", Map.of("handle", handle, "js_code", phone.code())).status())
        .isEqualTo(400);
    for (var digest : List.of("x", "D".repeat(43), scanned.text("phrase"))) {
      var refused =
          phone.call(
              "confirm", Map.of("handle", handle, "ctx_digest", digest, "js_code", phone.code()));
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text("error")).isEqualTo("context_changed");
    }
    kept(login).set("surroundings = REPLACE(surroundings, 'Chrome', 'Firefox')");
    assertThat(phone.confirm(scanned).text("error")).isEqualTo("context_changed");
    assertThat(state(login)).isEqualTo("scanned");

    var again = phone.call("scan", Map.of());
    assertThat(again.status()).isEqualTo(400);
  }

  @Test
  void Q13_onlyTheScannerConfirms() {
    var login = begin();
    var scanner = server.phone();
    var other = server.phone();
    var scanned = scanner.scan(login.scene());

    var refused = other.confirm(scanned);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("error")).isEqualTo("another_person");
    assertThat(state(login)).isEqualTo("blocked");
    assertThat(kept(login).events("qr_other_confirmer")).isEqualTo(1);
    assertThat(scanner.confirm(scanned).status()).isEqualTo(409);
    assertThat(login.complete().statusCode()).isEqualTo(409);
    assertThat(kept(login).codes()).isZero();
  }

  @Test
  void Q13_aForeignConfirmerEndsAConfirmedLoginToo() {
    var login = begin();
    var scanner = server.phone();
    var scanned = scanner.scan(login.scene());
    assertThat(scanner.confirm(scanned).status()).isEqualTo(200);

    assertThat(server.phone().confirm(scanned).status()).isEqualTo(403);
    assertThat(state(login)).isEqualTo("blocked");
    assertThat(login.complete().statusCode()).isEqualTo(409);
  }

  @Test
  void Q14_theScansOwnCodeCannotConfirm() {
    var login = begin();
    var phone = server.phone();
    var code = phone.code();
    var scanned =
        phone.call(
            "scan",
            Map.of("scene", login.scene(), "js_code", code, "launch", 1047, "env", "release"));
    assertThat(scanned.status()).isEqualTo(200);

    var refused =
        phone.call(
            "confirm",
            Map.of(
                "handle", scanned.text("handle"),
                "ctx_digest", scanned.text("ctx_digest"),
                "js_code", code));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text("error")).isEqualTo("code_used");
    assertThat(state(login)).isEqualTo("scanned");
    assertThat(phone.confirm(scanned).status()).isEqualTo(200);
  }

  @Test
  void Q14_aCodeIsSpentByTheLoginThatTookIt() {
    var first = begin();
    var second = begin();
    var phone = server.phone();
    var code = phone.code();
    var scan = Map.of("js_code", code, "launch", 1047, "env", "release");
    var taken = new TreeMap<String, Object>(scan);
    taken.put("scene", first.scene());
    assertThat(phone.call("scan", taken).status()).isEqualTo(200);

    taken.put("scene", second.scene());
    assertThat(phone.call("scan", taken).status()).isEqualTo(401);
    assertThat(state(second)).isEqualTo("waiting");
  }

  @Test
  void Q15_aDenialIsFinalAndTheSiteIsTold() {
    var login = begin();
    var phone = server.phone();
    var scanned = phone.scan(login.scene());
    assertThat(phone.deny(scanned).text("state")).isEqualTo("denied");
    assertThat(phone.deny(scanned).text("state")).isEqualTo("denied");
    assertThat(phone.confirm(scanned).status()).isEqualTo(409);
    assertThat(state(login)).isEqualTo("denied");
    assertThat(login.rotate().body()).contains("\"denied\"");

    var complete = login.complete();
    assertThat(complete.statusCode()).isEqualTo(303);
    assertThat(Login.location(complete)).startsWith(SaomaServer.SHOP_CALLBACK + "?");
    assertThat(Login.parameter(complete, "error")).isEqualTo("access_denied");
    assertThat(Login.parameter(complete, "state")).isEqualTo("state-of-the-site");
    assertThat(Login.parameter(complete, "iss")).isEqualTo(server.issuer().toString());
    assertThat(Login.parameter(complete, "code")).isEmpty();
    assertThat(login.browser().cookies()).doesNotContainKey("saoma_sid");
    assertThat(login.complete().statusCode()).isEqualTo(410);
    assertThat(kept(login).codes()).isZero();
  }

  @Test
  void Q15_aLoginIsConfirmedOnceAndNotDeniedAfterIt() {
    var login = begin();
    var phone = server.phone();
    var scanned = phone.scan(login.scene());
    assertThat(phone.confirm(scanned).text("state")).isEqualTo("confirmed");
    assertThat(phone.confirm(scanned).text("state")).isEqualTo("confirmed");
    assertThat(phone.deny(scanned).status()).isEqualTo(409);
    assertThat(kept(login).events("qr_confirmed")).isEqualTo(1);
  }

  @Test
  void Q19_anotherSitesFormCollectsNothing() {
    var attackers = begin();
    var phone = server.phone();
    assertThat(phone.confirm(phone.scan(attackers.scene())).status()).isEqualTo(200);
    var victim = signedIn();
    var session = victim.cookie("saoma_sid");

    for (var site : List.of("cross-site", "same-site", "none", "same-origin")) {
      var refused = victim.post(attackers.step("complete"), attackers.form(), "text/html", site);
      assertThat(refused.statusCode()).as(site).isEqualTo(403);
      assertThat(refused.headers().allValues("Set-Cookie")).isEmpty();
    }
    assertThat(victim.cookie("saoma_sid")).isEqualTo(session);
    assertThat(silent(victim)).isEqualTo("code");
  }

  private Browser signedIn() {
    var login = begin();
    var phone = server.phone();
    phone.confirm(phone.scan(login.scene()));
    assertThat(login.complete().statusCode()).isEqualTo(303);
    return login.browser();
  }

  /** What a silent request brings: {@code code}, or the error. */
  private String silent(Browser browser) {
    var request = Login.request(new CodeVerifier());
    request.put("prompt", "none");
    var answer = browser.get("/authorize?" + Browser.encoded(request));
    return Login.parameter(answer, "code").isEmpty() ? Login.parameter(answer, "error") : "code";
  }

  @Test
  void Q20_bothScreensShowOnePhraseAndAnotherLoginAnother() {
    var phrases = new HashSet<String>();
    for (var language : List.of("en", "zh-CN", "en", "zh-CN")) {
      var login = Login.begin(server, server.browser().header("Accept-Language", language));
      assertThat(server.phone().scan(login.scene()).text("phrase")).isEqualTo(login.phrase());
      phrases.add(login.phrase());
    }
    assertThat(phrases).hasSize(4);
  }

  /** Only these four members, each of its type: {@code additionalProperties: false}. */
  private static void assertClosed(HttpResponse<String> poll) {
    var body = json(poll);
    var names = new ArrayList<String>();
    body.fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactly("state", "v", "expires_in", "retry_ms");
    assertThat(body.path("state").asText())
        .isIn("waiting", "scanned", "digits", "confirmed", "denied", "expired", "blocked");
    assertThat(body.path("v").isIntegralNumber()).isTrue();
    assertThat(body.path("expires_in").isIntegralNumber()).isTrue();
    assertThat(body.path("retry_ms").isIntegralNumber()).isTrue();
  }

  @Test
  void Q07_Q21_aPollSaysOneWordInEveryState() {
    var polled = new ArrayList<HttpResponse<String>>();
    var canaries = new ArrayList<String>();
    var digits = Map.of("acr_values", "urn:saoma:acr:qr-typeback");
    for (var end :
        List.of(
            "waiting",
            "scanned",
            "digits",
            "confirmed",
            "denied",
            "blocked",
            "expired",
            "collected")) {
      var login = Login.begin(server, server.browser(), end.equals("digits") ? digits : Map.of());
      var phone = server.phone();
      canaries.add(server.sandbox().control().openid(phone.person(), SandboxServer.APPID));
      canaries.add(server.sandbox().control().unionid(phone.person(), SandboxServer.APPID));
      reach(end, login, phone, canaries);
      var poll = login.browser().fetch(login.stateAddress(0));
      assertThat(json(poll).path("state").asText())
          .isEqualTo(end.equals("collected") ? "expired" : end);
      polled.add(poll);
    }
    for (var poll : polled) {
      assertClosed(poll);
      var everything = likeness(poll);
      assertThat(everything).doesNotContain(canaries);
      assertThat(everything)
          .doesNotContain("code=", "eyJ", "localhost:9", "Set-Cookie", "set-cookie", "13800138000");
    }
  }

  private void reach(String end, Login login, Phone phone, List<String> canaries) {
    if (end.equals("waiting")) {
      return;
    }
    if (end.equals("expired")) {
      kept(login).due(-1);
      return;
    }
    var scanned = phone.scan(login.scene());
    canaries.addAll(List.of(scanned.text("handle"), scanned.text("ctx_digest")));
    switch (end) {
      case "digits", "confirmed" -> phone.confirm(scanned);
      case "denied" -> phone.deny(scanned);
      case "blocked" -> server.phone().confirm(scanned);
      case "collected" -> {
        phone.confirm(scanned);
        canaries.add(Login.code(login.complete()));
      }
      default -> {}
    }
  }

  @Test
  void Q07_aPollThatWasParkedSaysOneWordToo() throws Exception {
    var login = begin();
    var parked = login.browser().fetchLater(login.stateAddress(login.version()));
    var scanned = server.phone().scan(login.scene());
    assertThat(scanned.status()).isEqualTo(200);

    var woken = parked.get(20, TimeUnit.SECONDS);
    assertClosed(woken);
    assertThat(json(woken).path("state").asText()).isEqualTo("scanned");
  }

  @Test
  void Q23_onePollOfAPageIsParked() throws Exception {
    var login = begin();
    var address = login.stateAddress(login.version());
    var polls = IntStream.range(0, 50).mapToObj(i -> login.browser().fetchLater(address)).toList();

    // All but one are answered before anything happens.
    var early = new ArrayList<HttpResponse<String>>();
    var remaining = new ArrayList<CompletableFuture<HttpResponse<String>>>(polls);
    while (remaining.size() > 1) {
      CompletableFuture.anyOf(remaining.toArray(CompletableFuture[]::new))
          .get(20, TimeUnit.SECONDS);
      remaining.removeIf(
          poll -> {
            if (poll.isDone()) {
              early.add(poll.join());
            }
            return poll.isDone();
          });
    }
    assertThat(early).allMatch(poll -> json(poll).path("retry_ms").asLong() > 0);
    assertThat(server.phone().scan(login.scene()).status()).isEqualTo(200);
    assertThat(json(remaining.get(0).get(20, TimeUnit.SECONDS)).path("state").asText())
        .isEqualTo("scanned");
  }

  @Test
  void Q23_aFloodOfPollsIsSlowedDown() {
    var login = begin();
    var answers =
        IntStream.range(0, 300)
            .mapToObj(i -> login.browser().fetch(login.stateAddress(0)))
            .filter(answer -> answer.statusCode() == 429)
            .toList();

    assertThat(answers).isNotEmpty();
    assertThat(answers.get(0).headers().firstValue("Retry-After")).isPresent();
    // One page's flood is not another page's.
    assertThat(state(begin())).isEqualTo("waiting");
  }

  @Test
  void Q24_guessedScenesDieBeforeWeChatIsAsked() {
    var wechat = server.sandbox().control();
    var guesser = server.phone().from("203.0.113.7");
    var asked = wechat.total("/sns/jscode2session");
    var body = new HashSet<String>();
    for (int i = 0; i < 20; i++) {
      var guess = guesser.scan("1a" + "%030d".formatted(i));
      assertThat(guess.status()).isEqualTo(404);
      body.add(guess.response().body());
    }
    assertThat(body).containsExactly("{\"error\":\"not_found\"}");
    var slowed = guesser.scan("1a" + "x".repeat(30));
    assertThat(slowed.status()).isEqualTo(429);
    assertThat(slowed.response().headers().firstValue("Retry-After")).isPresent();
    assertThat(wechat.total("/sns/jscode2session")).isEqualTo(asked);
  }

  @Test
  void Q25_aGuesserLocksNobodyOut() {
    var login = begin();
    var scene = login.scene();
    var guesser = server.phone().from("203.0.114.7");
    for (int i = 0; i < 30; i++) {
      guesser.scan(scene.substring(0, 24) + "%08d".formatted(i));
    }
    assertThat(guesser.scan("1a" + "x".repeat(30)).status()).isEqualTo(429);
    // A neighbour behind the same carrier's address: a real picture is no guess.
    var neighbour = server.phone().from("203.0.114.8");
    var scanned = neighbour.scan(scene);
    assertThat(scanned.status()).isEqualTo(200);
    assertThat(neighbour.confirm(scanned).status()).isEqualTo(200);
  }

  @Test
  void Q26_aScannerLearnsNoMoreThanIsShown() {
    var scanned = server.phone().scan(begin().scene());
    var names = new HashSet<String>();
    scanned.body().fieldNames().forEachRemaining(names::add);

    assertThat(names)
        .isSubsetOf(
            "handle",
            "ctx_digest",
            "phrase",
            "client",
            "browser",
            "place",
            "age",
            "expires_in",
            "type_back",
            "warnings",
            "scope");
    assertThat(scanned.response().body()).doesNotContain("127.0.0.1", "localhost", "Mozilla");
    assertThat(scanned.response().headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void Q27_twoPeopleOnOnePictureAreBothRefused() {
    var login = begin();
    var scene = login.scene();
    var first = server.phone();
    var scanned = first.scan(scene);
    // The same person may scan again, and gets the same handle.
    assertThat(first.scan(scene).text("handle")).isEqualTo(scanned.text("handle"));

    var second = server.phone().scan(scene);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("error")).isEqualTo("scanned_by_another");
    assertThat(second.response().body()).doesNotContain(scanned.text("handle"), "Shop");
    assertThat(state(login)).isEqualTo("blocked");
    assertThat(login.reload().shownState()).isEqualTo("blocked");
    assertThat(kept(login).events("qr_multi_scan")).isEqualTo(1);
    assertThat(first.confirm(scanned).status()).isEqualTo(409);
    assertThat(login.complete().statusCode()).isEqualTo(409);
  }

  @Test
  void Q27_theSecondPersonBlocksAConfirmedLoginToo() {
    var login = begin();
    var scene = login.scene();
    var first = server.phone();
    first.confirm(first.scan(scene));

    assertThat(server.phone().scan(scene).status()).isEqualTo(409);
    assertThat(state(login)).isEqualTo("blocked");
    assertThat(login.complete().statusCode()).isEqualTo(409);
    assertThat(kept(login).codes()).isZero();
    // And the page can begin anew.
    assertThat(json(login.rotate()).path("state").asText()).isEqualTo("waiting");
  }

  @Test
  void Q29_aNewBrowsersOfflineAccessEndsInTwelveHours() {
    var browser = server.browser();
    var phone = server.phone();
    var lifetimes = new ArrayList<Long>();
    for (int round = 0; round < 2; round++) {
      var login =
          Login.begin(server, browser, Map.of("scope", "openid offline_access", "prompt", "login"));
      phone.confirm(phone.scan(login.scene()));
      var tokens = Site.shop(server).redeem(login, login.complete());
      assertThat(json(tokens).path("refresh_token").asText()).isNotEmpty();
      lifetimes.add(
          (long)
              Double.parseDouble(
                  server
                      .database()
                      .text(
                          "SELECT EXTRACT(EPOCH FROM (refresh_until - created_at))"
                              + " FROM authorization_grant ORDER BY created_at DESC"
                              + " FETCH FIRST 1 ROWS ONLY")));
    }
    assertThat(lifetimes.get(0)).isBetween(1L, 43_200L);
    assertThat(lifetimes.get(1)).isGreaterThan(43_200L);
  }

  @Test
  void Q33_thePictureIsThePagesAlone() {
    var login = begin();
    var picture = login.browser().bytes(login.imageAddress());
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(picture.headers().firstValue("Cross-Origin-Resource-Policy"))
        .hasValue("same-origin");
    assertThat(picture.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(picture.headers().firstValue("Content-Type").orElse(""))
        .isIn("image/jpeg", "image/png");

    var never = login.imageAddress().replace(login.interaction(), NEVER);
    for (var stranger : List.of(server.browser(), begin().browser())) {
      assertThat(likeness(stranger.fetch(login.imageAddress())))
          .isEqualTo(likeness(stranger.fetch(never)));
    }
    // A picture that was scanned is gone from its own page too.
    server.phone().scan(login.scene());
    assertThat(login.browser().bytes(login.imageAddress()).statusCode()).isEqualTo(404);
  }

  @Test
  void Q35_anotherSitesScriptHearsNothing() {
    var login = begin();
    for (var address : List.of(login.stateAddress(0), login.imageAddress())) {
      for (var origin : List.of("https://evil.example", "null", "http://localhost:9")) {
        login.browser().header("Origin", origin);
        var refused = login.browser().bytes(address);
        assertThat(refused.statusCode()).as(origin).isIn(403, 404);
        assertThat(new String(refused.body(), UTF_8)).doesNotContain("waiting");
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      }
      login.browser().header("Origin", null);
      login.browser().header("Sec-Fetch-Site", "cross-site");
      assertThat(login.browser().bytes(address).statusCode()).isIn(403, 404);
      login.browser().header("Sec-Fetch-Site", null);
    }
    assertThat(state(login)).isEqualTo("waiting");
  }

  @Test
  void Q38_aMailedPageIsWorthNothing() {
    var attackers = begin();
    var victim = server.browser();
    for (var mailed :
        List.of(
            "/login/" + attackers.interaction(),
            "/authorize?interaction=" + attackers.interaction())) {
      var opened = victim.get(mailed);
      assertThat(opened.statusCode()).isEqualTo(400);
      assertThat(opened.body()).doesNotContain("/image", attackers.poll(), "id=\"typed\"");
      assertThat(victim.cookies()).doesNotContainKey("saoma_sid");
    }
    // Nor in a browser that has a login of its own.
    var busy = begin();
    assertThat(busy.browser().get("/login/" + attackers.interaction()).statusCode()).isEqualTo(400);
    assertThat(state(busy)).isEqualTo("waiting");
    assertThat(state(attackers)).isEqualTo("waiting");
  }

  @Test
  void Q38_aPostedRequestIsItsFirstBrowsers() {
    var posted =
        server
            .browser()
            .post("/authorize", Login.request(new CodeVerifier()), "text/html", "cross-site");
    assertThat(posted.statusCode()).isEqualTo(303);
    var resume = Login.location(posted);

    assertThat(server.browser().get(resume).statusCode()).isEqualTo(303);
    assertThat(server.browser().get(resume).statusCode()).isEqualTo(400);
  }

  @Test
  void Q39_noMoreAssuranceIsClaimedThanThereWas() {
    var login =
        Login.begin(
            server, server.browser(), Map.of("acr_values", "phr phrh urn:saoma:acr:passkey"));
    var phone = server.phone();
    var scanned = phone.scan(login.scene());
    var confirmed = phone.confirm(scanned);
    if (confirmed.text("state").equals("digits")) {
      assertThat(login.digits(confirmed.text("digits")).statusCode()).isEqualTo(200);
    }
    var complete = login.complete();
    if (Login.parameter(complete, "code").isEmpty()) {
      assertThat(Login.parameter(complete, "error")).isEqualTo("unmet_authentication_requirements");
      return;
    }
    var claims = Site.shop(server).claims(login, complete);
    assertThat(claims.path("acr").asText()).startsWith("urn:saoma:acr:qr-");
    assertThat(claims.path("amr").toString()).isEqualTo("[\"mca\"]");
  }

  @Test
  void B12_everySignInMakesASessionOfItsOwn() {
    var browser = server.browser();
    browser.cookies().put("saoma_sid", FORGED_COOKIE);
    var phone = server.phone();
    var sessions = new HashSet<String>();
    for (int round = 0; round < 2; round++) {
      var login = Login.begin(server, browser, Map.of("prompt", "login"));
      phone.confirm(phone.scan(login.scene()));
      assertThat(login.complete().statusCode()).isEqualTo(303);
      sessions.add(browser.cookie("saoma_sid"));
    }
    assertThat(sessions).hasSize(2).doesNotContain(FORGED_COOKIE);
    // The cookie from before the second sign-in opens nothing any more.
    for (var session : sessions) {
      var copy = server.browser();
      copy.cookies().put("saoma_sid", session);
      assertThat(silent(copy))
          .isEqualTo(session.equals(browser.cookie("saoma_sid")) ? "code" : "login_required");
    }
  }

  @Test
  void B14_anotherPersonsSessionEndsWithTheSwitch() {
    var browser = server.browser();
    var first = Login.begin(server, browser);
    var one = server.phone();
    one.confirm(one.scan(first.scene()));
    var oneClaims = Site.shop(server).claims(first, first.complete());
    var onesCookie = browser.cookie("saoma_sid");

    var second = Login.begin(server, browser, Map.of("prompt", "login"));
    var two = server.phone();
    two.confirm(two.scan(second.scene()));
    var twoClaims = Site.shop(server).claims(second, second.complete());

    assertThat(twoClaims.path("sub").asText()).isNotEqualTo(oneClaims.path("sub").asText());
    assertThat(twoClaims.path("sid").asText()).isNotEqualTo(oneClaims.path("sid").asText());
    var copy = server.browser();
    copy.cookies().put("saoma_sid", onesCookie);
    assertThat(silent(copy)).isEqualTo("login_required");
    assertThat(
            server
                .database()
                .text(
                    "SELECT COUNT(*) FROM browser_session WHERE ended_at IS NOT NULL AND sid = '"
                        + oneClaims.path("sid").asText()
                        + "'"))
        .isEqualTo("1");
  }

  @Test
  void aReloadKeepsThePollIdAndTheTypedCode() {
    var login = begin();
    var before = List.of(login.poll(), login.csrf(), login.typedCode(), login.phrase());
    var scene = login.scene();
    login.reload();

    assertThat(List.of(login.poll(), login.csrf(), login.typedCode(), login.phrase()))
        .isEqualTo(before);
    assertThat(login.scene()).isEqualTo(scene);
    login.rotate();
    login.reload();
    assertThat(List.of(login.poll(), login.csrf(), login.typedCode(), login.phrase()))
        .isEqualTo(before);
    assertThat(login.scene()).isNotEqualTo(scene);
  }

  @Test
  void twoTabsOfOneBrowserDoNotEndEachOther() {
    var browser = server.browser();
    var left = Login.begin(server, browser);
    var right = Login.begin(server, browser);
    var phone = server.phone();
    phone.confirm(phone.scan(left.scene()));

    assertThat(state(right)).isEqualTo("waiting");
    assertThat(right.browser().post(right.step("complete"), left.form()).statusCode())
        .isEqualTo(403);
    assertThat(left.complete().statusCode()).isEqualTo(303);
    assertThat(state(right)).isEqualTo("waiting");
  }
}
