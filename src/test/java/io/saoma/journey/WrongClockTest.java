package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.jpa.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A node whose clock is wrong by ten minutes says what every other node says. It is the database's
 * clock that is moved here, away from the machine's: between the two it comes to the same.
 */
final class WrongClockTest {
  private static TestDatabase ahead(int minutes) {
    var database = TestDatabase.postgreSql();
    database.execute("CREATE SCHEMA moved");
    database.execute(
        """
        CREATE FUNCTION moved.clock_timestamp() RETURNS TIMESTAMP WITH TIME ZONE
        LANGUAGE SQL VOLATILE
        AS 'SELECT pg_catalog.clock_timestamp() + %d * INTERVAL ''1'' MINUTE'
        """
            .formatted(minutes));
    // Found before the built-in one of the same name.
    database.execute(
        "ALTER DATABASE %s SET search_path = public, moved, pg_catalog"
            .formatted(database.text("SELECT current_database()")));
    return database;
  }

  private static Kept kept(SaomaServer server, Login login) {
    return Kept.of(server, login);
  }

  @ParameterizedTest
  @ValueSource(ints = {-10, 10})
  void Q16_aNodesWrongClockChangesNoVerdict(int minutes) {
    var database = ahead(minutes);
    var options =
        SaomaServer.Options.standard().on(database).open().shop(",\"saoma_type_back\":\"always\"");
    try (var server = SaomaServer.start(options)) {
      assertThat(
              Duration.between(Instant.now(), database.instant("SELECT clock_timestamp()"))
                  .toSeconds())
          .isBetween(minutes * 60L - 30, minutes * 60L + 30);
      inTime(server);
      tooLate(server);
    }
  }

  private static void inTime(SaomaServer server) {
    var login = Login.begin(server, server.browser());
    var phone = server.phone();
    assertThat(login.state().path("expires_in").asInt()).isBetween(100, 120);
    var scanned = phone.scan(login.scene());
    assertThat(scanned.status()).isEqualTo(200);
    assertThat(scanned.body().path("age").asInt()).isBetween(0, 20);
    assertThat(scanned.body().path("expires_in").asInt()).isBetween(160, 180);
    var confirmed = phone.confirm(scanned);
    assertThat(login.digits(confirmed.text("digits")).statusCode()).isEqualTo(200);
    var complete = login.complete();
    assertThat(complete.statusCode()).isEqualTo(303);
    assertThat(Site.shop(server).redeem(login, complete).statusCode()).isEqualTo(200);
    // The tap was a moment ago, by the clock that dated it.
    var silent = Login.request(login.verifier());
    silent.putAll(Map.of("prompt", "none", "max_age", "120"));
    assertThat(Login.location(login.browser().get("/authorize?" + Browser.encoded(silent))))
        .contains("code=");
  }

  private static void tooLate(SaomaServer server) {
    var login = Login.begin(server, server.browser());
    var phone = server.phone();
    var scene = login.scene();
    kept(server, login).due(-1);
    assertThat(login.state().path("state").asText()).isEqualTo("expired");
    assertThat(phone.scan(scene).status()).isEqualTo(410);
    kept(server, login).due(8);
    var scanned = phone.scan(scene);
    assertThat(scanned.status()).isEqualTo(200);

    kept(server, login).due(-1);
    assertThat(phone.confirm(scanned).status()).isEqualTo(410);
    kept(server, login).due(8);
    var digits = phone.confirm(scanned).text("digits");

    kept(server, login).due(-1);
    login.digits(digits);
    assertThat(login.complete().statusCode()).isEqualTo(410);
    kept(server, login).due(8);
    assertThat(login.digits(digits).statusCode()).isEqualTo(200);

    kept(server, login).due(-1);
    assertThat(login.complete().statusCode()).isEqualTo(410);
    kept(server, login).due(8);
    var complete = login.complete();
    assertThat(complete.statusCode()).isEqualTo(303);

    for (var second : List.of(-1, 8)) {
      server
          .database()
          .execute(
              "UPDATE authorization_code SET expires_at = clock_timestamp() + %d * INTERVAL '1' SECOND"
                      .formatted(second)
                  + " WHERE interaction_id = '"
                  + login.interaction()
                  + "'");
      assertThat(Site.shop(server).redeem(login, complete).statusCode())
          .isEqualTo(second < 0 ? 400 : 200);
    }
  }
}
