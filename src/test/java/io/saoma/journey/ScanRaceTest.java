package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.jpa.Race;
import io.saoma.jpa.TestDatabase;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many phones and one picture, many forms and one login: each is taken once. */
final class ScanRaceTest {
  private static final int ROUNDS = 50;
  private static final int FEW_ROUNDS = 10;

  private SaomaServer server;
  private List<Phone> phones;

  @BeforeEach
  void start() {
    server =
        SaomaServer.start(
            SaomaServer.Options.standard().on(TestDatabase.postgreSql()).pool(20).open());
    // Many people: WeChat itself counts calls by person.
    phones = IntStream.range(0, Race.THREADS * 4).mapToObj(i -> server.phone()).toList();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private record Round(Login login, String scene, List<Phone> phones) {}

  private Round round(int number) {
    var login = Login.begin(server, server.browser());
    var from = (number * Race.THREADS) % phones.size();
    return new Round(login, login.scene(), phones.subList(from, from + Race.THREADS));
  }

  private static <T> List<T> values(List<Race.Outcome<T>> outcomes) {
    return outcomes.stream().map(outcome -> ((Race.Won<T>) outcome).value()).toList();
  }

  @Test
  void Q12_onePhoneOfManyGetsThePicture() {
    var rounds =
        Race.run(ROUNDS, this::round, (round, i) -> round.phones().get(i).scan(round.scene()));

    for (var round : rounds) {
      var answers = values(round);
      assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
      // The first loser blocks the login, and all of them are told the same.
      assertThat(answers)
          .filteredOn(answer -> answer.status() == 409)
          .hasSize(Race.THREADS - 1)
          .noneMatch(answer -> answer.response().body().contains("handle"));
    }
    assertThat(
            server
                .database()
                .text(
                    "SELECT COUNT(*) FROM ticket WHERE owner_hash IS NOT NULL"
                        + " AND state <> 'BLOCKED'"))
        .isEqualTo("0");
    assertThat(
            server.database().text("SELECT COUNT(*) FROM audit_event WHERE event = 'qr_scanned'"))
        .isEqualTo(Integer.toString(ROUNDS));
  }

  @Test
  void Q12_aLoginIsCollectedOnceHoweverOftenItsFormIsSent() {
    var rounds =
        Race.run(
            FEW_ROUNDS,
            number -> {
              var round = round(number);
              var phone = round.phones().get(0);
              assertThat(phone.confirm(phone.scan(round.scene())).status()).isEqualTo(200);
              return round;
            },
            (round, i) -> {
              // A browser of its own for each, because a jar is no concurrent thing.
              var tab = server.browser();
              tab.cookies().putAll(round.login().browser().cookies());
              return tab.post(round.login().step("complete"), round.login().form());
            });

    for (var round : rounds) {
      var answers = values(round);
      assertThat(answers).filteredOn(answer -> answer.statusCode() == 303).hasSize(1);
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() != 303)
          .allMatch(answer -> answer.statusCode() == 410);
    }
    assertThat(
            server
                .database()
                .text(
                    "SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM authorization_code"
                        + " GROUP BY interaction_id) AS codes"))
        .isEqualTo("1");
  }

  @Test
  void Q12_wrongDigitsAreCountedHoweverManyComeAtOnce() {
    var rounds =
        Race.run(
            FEW_ROUNDS,
            number -> {
              var login =
                  Login.begin(
                      server,
                      server.browser(),
                      java.util.Map.of("acr_values", "urn:saoma:acr:qr-typeback"));
              var phone = phones.get(number);
              var digits = phone.confirm(phone.scan(login.scene())).text("digits");
              return new Guessed(login, Integer.parseInt(digits));
            },
            (guessed, i) -> {
              var tab = server.browser();
              tab.cookies().putAll(guessed.login().browser().cookies());
              var form = guessed.login().form();
              form.put("digits", "%06d".formatted((guessed.digits() + 1 + i) % 1_000_000));
              var answer =
                  tab.post(guessed.login().step("digits"), form, "application/json", "same-origin");
              return answer.statusCode() < 500 ? guessed.login() : null;
            });

    for (var round : rounds) {
      assertThat(values(round)).doesNotContainNull();
      var login = values(round).get(0);
      assertThat(Kept.of(server, login).tickets("state = 'DENIED' AND tries = 3")).isEqualTo(1);
      assertThat(Kept.of(server, login).events("qr_typeback_failed")).isEqualTo(1);
    }
  }

  private record Guessed(Login login, int digits) {}
}
