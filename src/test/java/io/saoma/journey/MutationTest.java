package io.saoma.journey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.saoma.sandbox.SandboxServer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Good requests of every kind, spoiled a little at random: what comes close to being right gets
 * further into the code than noise does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MutationTest {
  private static final int MUTANTS = 40;
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  private static final List<String> TOKENS =
      List.of(
          "",
          "&",
          "=",
          "%",
          "%00",
          "%zz",
          "%c0%ae",
          "+",
          "'",
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          ".",
          "..",
          "/",
          ";",
          "null",
          "true",
          "-1",
          "0",
          "1e999",
          "99999999999999999999",
          "\u00e9",
          "\u2028",
          "\ud83d\ude00",
          "<a>",
          "eyJ",
          "A".repeat(300),
          "[".repeat(50),
          "openid",
          "client_id=shop&",
          "\"a\":1,",
          "\"scene\":[],",
          "\t",
          "\u0001");

  /** A request as it is right. */
  private record Good(String target, String type, String body, List<String> headers) {}

  // The same run every time: what it found once it finds again.
  private final Random random = new Random(20_261_126);

  private SaomaServer server;

  @BeforeAll
  void start() {
    server = SaomaServer.start(SaomaServer.Options.standard().open().client("club", ""));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String basic() {
    var pair = SaomaServer.SHOP + ":" + SaomaServer.SHOP_SECRET;
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private List<Good> good(Login login, Login member, String accessToken) {
    var request = Browser.encoded(Login.request(new CodeVerifier()));
    var page = Browser.encoded(login.form());
    var handle = "h".repeat(44);
    var mp = "/mp/" + SandboxServer.APPID + "/";
    var good = new ArrayList<Good>();
    good.add(new Good("/authorize?" + request, "", "", List.of()));
    good.add(new Good("/authorize?" + request + "&prompt=none&max_age=3600", "", "", List.of()));
    good.add(new Good("/authorize", FORM, request, List.of()));
    good.add(new Good("/authorize?interaction=" + login.interaction(), "", "", List.of()));
    good.add(new Good("/login/" + login.interaction(), "", "", List.of()));
    good.add(new Good(login.stateAddress(0), "", "", List.of()));
    good.add(new Good(login.imageAddress(), "", "", List.of()));
    for (var step : List.of("rotate", "digits", "complete")) {
      var form = page + "&digits=123456";
      good.add(new Good(login.step(step), FORM, form, List.of("Sec-Fetch-Site: same-origin")));
    }
    var consent = "/consent/" + member.interaction();
    good.add(new Good(consent, "", "", List.of()));
    good.add(
        new Good(consent, FORM, "csrf=x&decision=allow", List.of("Sec-Fetch-Site: same-origin")));
    var redeem =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            "c".repeat(43),
            "redirect_uri",
            SaomaServer.SHOP_CALLBACK,
            "code_verifier",
            "v".repeat(43));
    good.add(new Good("/token", FORM, Browser.encoded(redeem), List.of(basic())));
    var refresh = "grant_type=refresh_token&refresh_token=x&scope=openid";
    good.add(new Good("/token", FORM, refresh, List.of(basic())));
    good.add(new Good("/token", FORM, refresh + "&client_id=club", List.of()));
    var bearer = "Authorization: Bearer " + accessToken;
    good.add(new Good("/userinfo", "", "", List.of(bearer)));
    good.add(new Good("/userinfo", FORM, "access_token=" + accessToken, List.of()));
    good.add(
        new Good(
            mp + "scan",
            JSON,
            "{\"scene\":\"%s\",\"js_code\":\"c\",\"launch\":1047,\"env\":\"release\"}"
                .formatted("1a" + "x".repeat(30)),
            List.of()));
    good.add(
        new Good(
            mp + "confirm",
            JSON,
            "{\"handle\":\"%s\",\"ctx_digest\":\"d\",\"js_code\":\"c\"}".formatted(handle),
            List.of()));
    good.add(new Good(mp + "deny", JSON, "{\"handle\":\"%s\"}".formatted(handle), List.of()));
    return good;
  }

  @Test
  void H11_noSpoiledRequestIsAnsweredByAnAccident() {
    var login = Login.begin(server, server.browser());
    var member = Login.begin(server, server.browser());
    var phone = server.phone();
    phone.confirm(phone.scan(member.scene()));
    var tokens = Login.json(Site.shop(server).redeem(member, member.complete()));
    for (var good : good(login, member, tokens.path("access_token").asText())) {
      for (int i = 0; i < MUTANTS; i++) {
        var wire =
            new Wire(server.issuer(), i % 3 == 0 ? spoiled(login) : login.browser().cookies());
        send(wire, i % 4 == 0 ? spoiledHeaders(good) : good, i);
      }
    }
    assertThat(login.reload().shownState()).isNotEqualTo("confirmed");
  }

  private void send(Wire wire, Good good, int number) {
    // Of some only the target is spoiled, of others only the body.
    var target = good.type().isEmpty() || number % 5 == 0 ? spoiledTarget(good) : good.target();
    var body = number % 5 == 1 ? good.body() : spoiled(good.body());
    var headers = new ArrayList<>(good.headers());
    headers.add("Accept: " + (number % 2 == 0 ? "*/*" : "text/html"));
    var reply =
        good.type().isEmpty()
            ? wire.get(target, headers.toArray(String[]::new))
            : wire.post(target, good.type(), body.getBytes(UTF_8), headers.toArray(String[]::new));
    var what = target + " " + headers + " " + body + "\n" + reply.all();
    assertThat(reply.status()).as(what).isBetween(200, 499);
    WebSurfaceTest.assertSilent(what, reply.body());
  }

  private Map<String, String> spoiled(Login login) {
    return Map.of("saoma_ia", header(spoiled(login.browser().cookie("saoma_ia"))));
  }

  private Good spoiledHeaders(Good good) {
    var headers =
        good.headers().stream()
            .map(line -> line.split(": ", 2))
            .map(pair -> pair[0] + ": " + header(spoiled(pair[1])))
            .toList();
    return new Good(good.target(), good.type(), good.body(), headers);
  }

  /** What would end the line is no part of a value, but a request of its own. */
  private static String header(String value) {
    return new String(value.getBytes(UTF_8), ISO_8859_1).replaceAll("[\\r\\n\\x00]", "");
  }

  private String spoiledTarget(Good good) {
    var slash = 1 + random.nextInt(Math.max(1, good.target().length() - 1));
    var rest = header(spoiled(good.target().substring(slash))).replace(' ', '+');
    return good.target().substring(0, slash) + rest;
  }

  /** With one to three places changed. */
  private String spoiled(String text) {
    var spoiled = text;
    for (int i = random.nextInt(3); i >= 0; i--) {
      spoiled = spoiledOnce(spoiled);
    }
    return spoiled;
  }

  private String spoiledOnce(String text) {
    var from = random.nextInt(text.length() + 1);
    var to = Math.min(text.length(), from + random.nextInt(12));
    var token = TOKENS.get(random.nextInt(TOKENS.size()));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, from) + text.substring(to);
      case 1 -> text.substring(0, to) + text.substring(from);
      case 2 -> text.substring(0, from) + token + text.substring(to);
      default -> text.substring(0, from) + token + text.substring(from);
    };
  }
}
