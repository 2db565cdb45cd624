package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The eight letters beside the picture: the last resort, and a way in for those who guess. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TypedCodeThreatsTest {
  private SaomaServer server;

  @BeforeAll
  void start() {
    server =
        SaomaServer.start(
            SaomaServer.Options.standard().open().client("off", ",\"saoma_type_back\":\"off\""));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Login begin() {
    return Login.begin(server, server.browser());
  }

  private static String state(Login login) {
    return login.state().path("state").asText();
  }

  @Test
  void aTypedCodeSignsInWithDigitsAndSaysSo() {
    for (var client : List.of("shop", "off")) {
      var site = client.equals("shop") ? Site.shop(server) : Site.publicClient(server, client);
      var login = Login.begin(server, server.browser(), site.request());
      var phone = server.phone();
      var scanned = phone.type(login.typedCode());
      assertThat(scanned.status()).isEqualTo(200);
      assertThat(scanned.text("phrase")).isEqualTo(login.phrase());
      assertThat(state(login)).isEqualTo("scanned");
      var confirmed = phone.confirm(scanned);
      assertThat(confirmed.text("state")).isEqualTo("digits");
      assertThat(login.complete().statusCode()).isIn(403, 409);
      assertThat(login.digits(confirmed.text("digits")).statusCode()).isEqualTo(200);
      assertThat(site.claims(login, login.complete()).path("acr").asText())
          .isEqualTo("urn:saoma:acr:qr-typeback");
    }
  }

  @Test
  void aKnownBrowserTypesDigitsToo() {
    var login = begin();
    var phone = server.phone();
    phone.confirm(phone.scan(login.scene()));
    assertThat(login.complete().statusCode()).isEqualTo(303);

    var again = Login.begin(server, login.browser(), Map.of("prompt", "login"));
    assertThat(phone.confirm(phone.type(again.typedCode())).text("state")).isEqualTo("digits");
  }

  @Test
  void lettersAreReadAsPeopleWriteThem() {
    var login = begin();
    var phone = server.phone();
    var letters = login.typedCode();
    assertThat(letters).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");

    var sloppy = " " + letters.toLowerCase(Locale.ROOT).replace("-", " - ");
    assertThat(phone.type(sloppy).status()).isEqualTo(200);
  }

  @Test
  void Q24_aPersonGuessesFiveTimes() {
    var login = begin();
    var guesser = server.phone().from("198.51.100.1");
    var body = "";
    for (int i = 0; i < 5; i++) {
      var guess = guesser.type("BCDFGH" + "JKLMN".charAt(i) + "B");
      assertThat(guess.status()).isEqualTo(404);
      body = guess.response().body();
    }
    assertThat(body).isEqualTo("{\"error\":\"not_found\"}");
    // From wherever the person comes, and though the letters are right now.
    var slowed = guesser.from("198.51.101.1").type(login.typedCode());
    assertThat(slowed.status()).isEqualTo(429);
    assertThat(slowed.response().headers().firstValue("Retry-After")).isPresent();
    // Nobody else is kept out, neither of this login nor at this address.
    assertThat(server.phone().from("198.51.100.2").type(login.typedCode()).status()).isEqualTo(200);
  }

  @Test
  void Q24_anAddressGuessesTwentyTimesWhoeverIsThere() {
    var login = begin();
    for (int i = 0; i < 20; i++) {
      var letter = "BCDFGHJKLMNPQRSTVWXZ".charAt(i);
      assertThat(server.phone().from("198.51.102." + i).type("ZZZZZZZ" + letter).status())
          .isEqualTo(404);
    }
    var asked = server.sandbox().control().total("/sns/jscode2session");
    var slowed = server.phone().from("198.51.102.99").type("ZZZZZZZB");
    assertThat(slowed.status()).isEqualTo(429);
    assertThat(server.sandbox().control().total("/sns/jscode2session")).isEqualTo(asked);
    assertThat(server.phone().from("198.51.103.1").type(login.typedCode()).status()).isEqualTo(200);
  }

  @Test
  void Q25_madeUpScenesKeepNobodyFromTyping() {
    var guesser = server.phone().from("198.51.106.1");
    for (int i = 0; i < 30; i++) {
      guesser.scan("1a" + "%030d".formatted(i));
    }
    assertThat(guesser.scan("1a" + "x".repeat(30)).status()).isEqualTo(429);

    var neighbour = server.phone().from("198.51.106.2");
    assertThat(neighbour.type(begin().typedCode()).status()).isEqualTo(200);
  }

  @Test
  void malformedLettersAreAGuessLikeAnyOther() {
    var bodies = new java.util.HashSet<String>();
    for (var letters :
        List.of("A", "AEIOUAEI", "BCDFGHJ", "BCDFGHJKL", "1234-5678", "' OR 1=1 --", "扫码扫码扫码扫码")) {
      var guess = server.phone().from("198.51.104.1").type(letters);
      assertThat(guess.status()).as(letters).isEqualTo(404);
      bodies.add(guess.response().body());
    }
    assertThat(bodies).hasSize(1);
  }

  @Test
  void lettersAreNoSceneAndASceneIsNoLetters() {
    var login = begin();
    var phone = server.phone().from("198.51.105.1");
    var letters = login.typedCode().replace("-", "");
    assertThat(phone.scan(letters).status()).isEqualTo(404);
    assertThat(phone.type(login.scene()).status()).isEqualTo(404);
    assertThat(state(login)).isEqualTo("waiting");
    assertThat(
            phone
                .call(
                    "scan",
                    Map.of(
                        "scene",
                        login.scene(),
                        "code",
                        letters,
                        "js_code",
                        phone.code(),
                        "launch",
                        1047,
                        "env",
                        "release"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void theTypedCodeEndsThePictureAndThePictureTheTypedCode() {
    var typed = begin();
    var scene = typed.scene();
    assertThat(server.phone().type(typed.typedCode()).status()).isEqualTo(200);
    assertThat(server.phone().scan(scene).status()).isEqualTo(410);

    var pictured = begin();
    var letters = pictured.typedCode();
    assertThat(server.phone().scan(pictured.scene()).status()).isEqualTo(200);
    assertThat(server.phone().type(letters).status()).isEqualTo(410);
  }

  @Test
  void Q27_twoPeopleOnOneTypedCodeAreBothRefused() {
    var login = begin();
    var first = server.phone();
    var scanned = first.type(login.typedCode());
    assertThat(server.phone().type(login.typedCode()).status()).isEqualTo(409);
    assertThat(state(login)).isEqualTo("blocked");
    assertThat(first.confirm(scanned).status()).isEqualTo(409);
  }

  @Test
  void A07_lettersAreKeptAsAHashOnly() {
    var letters = begin().typedCode().replace("-", "");
    assertThat(server.database().dump()).doesNotContain(letters);
  }
}
