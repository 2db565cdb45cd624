package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.saoma.account.AccountId;
import io.saoma.oauth.Acr;
import io.saoma.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JpaSessionsTest {
  @Nested
  class OnPostgreSql extends Contract {
    OnPostgreSql() {
      super(TestDatabase::postgreSql);
    }
  }

  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(TestDatabase::h2);
    }
  }

  abstract static class Contract extends StoreContract {
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration ABSOLUTE = Duration.ofHours(10);
    private static final Duration SLACK = Duration.ofSeconds(20);

    private final JpaSessions sessions;
    private final JpaSessions otherNode;

    Contract(Supplier<TestDatabase> rows) {
      super(rows);
      this.sessions = new JpaSessions(database, new JpaAudit(database));
      this.otherNode = new JpaSessions(this.rows.node(), new JpaAudit(this.rows.node()));
    }

    @Test
    void aSessionIsFoundByItsCookieOnEveryNode() {
      var cookie = given.token();
      var session =
          new Session(
              given.id(),
              given.account(),
              "mp",
              Acr.QR_TYPEBACK,
              List.of("mca", "otp"),
              Instant.parse("2026-02-03T04:05:06.123456Z"),
              true);

      sessions.start(cookie, session);

      assertThat(sessions.find(cookie)).contains(session);
      assertThat(otherNode.find(cookie)).contains(session);
      assertThat(otherNode.isLive(session.sid())).isTrue();
    }

    @Test
    void aSessionWithoutAMethodHasNone() {
      var cookie = given.token();
      var session =
          new Session(
              given.id(),
              given.account(),
              "mp",
              Acr.MINIPROGRAM_SILENT,
              List.of(),
              Instant.EPOCH,
              false);

      sessions.start(cookie, session);

      assertThat(sessions.find(cookie)).contains(session);
    }

    /** The sid is in every ID token: as a cookie it must open nothing. */
    @Test
    void onlyTheCookieOpensASession() {
      var cookie = given.token();
      var session = started(cookie);

      assertThat(sessions.find(session.sid())).isEmpty();
      assertThat(sessions.find("." + session.sid())).isEmpty();
      assertThat(sessions.find(cookie + " ")).isEmpty();
      assertThat(sessions.find("")).isEmpty();
      assertThat(sessions.isLive(cookie)).isFalse();
      assertThat(rows.dump()).contains(session.sid()).doesNotContain(cookie);
    }

    /** The hash that a stolen copy of the database holds is no cookie either. */
    @Test
    void whatIsStoredOpensNothing() {
      var session = started(given.token());

      assertThat(sessions.find(column(session, "session_hash").toString())).isEmpty();
    }

    @Test
    void aCookieOrSidThatIsTakenStartsNothing() {
      var cookie = given.token();
      var session = started(cookie);

      assertThatException().isThrownBy(() -> sessions.start(cookie, session()));
      assertThatException().isThrownBy(() -> sessions.start(given.token(), session));

      assertThat(sessions.find(cookie)).contains(session);
    }

    @Test
    void aSessionThatIsNotUsedEndsAfterHalfAnHour() {
      var cookie = given.token();
      var session = started(cookie);
      assertThat(remaining(session, "idle_until")).isBetween(IDLE.minus(SLACK), IDLE);

      shift(session, "idle_until", Duration.ofSeconds(-1));

      assertThat(sessions.find(cookie)).isEmpty();
      assertThat(sessions.isLive(session.sid())).isFalse();
    }

    /** A look at an idle session must not wake it. */
    @Test
    void anIdleSessionStaysEnded() {
      var cookie = given.token();
      var session = started(cookie);
      shift(session, "idle_until", Duration.ofSeconds(-1));

      assertThat(sessions.find(cookie)).isEmpty();

      assertThat(sessions.find(cookie)).isEmpty();
      assertThat(remaining(session, "idle_until")).isNegative();
    }

    @Test
    void useKeepsASessionAwake() {
      var cookie = given.token();
      var session = started(cookie);
      shift(session, "idle_until", SLACK);

      assertThat(sessions.find(cookie)).isPresent();

      assertThat(remaining(session, "idle_until")).isBetween(IDLE.minus(SLACK), IDLE);
    }

    @Test
    void useIsWrittenOnceAMinute() {
      var cookie = given.token();
      var session = started(cookie);
      var before = column(session, "idle_until");

      assertThat(sessions.find(cookie)).isPresent();

      assertThat(column(session, "idle_until")).isEqualTo(before);
    }

    @Test
    void useDoesNotLengthenItsTenHours() {
      var cookie = given.token();
      var session = started(cookie);
      var end = column(session, "expires_at");
      assertThat(remaining(session, "expires_at")).isBetween(ABSOLUTE.minus(SLACK), ABSOLUTE);
      shift(session, "idle_until", SLACK);

      assertThat(sessions.find(cookie)).isPresent();

      assertThat(column(session, "expires_at")).isEqualTo(end);
    }

    @Test
    void aSessionEndsAfterTenHoursHoweverMuchItIsUsed() {
      var cookie = given.token();
      var session = started(cookie);

      shift(session, "expires_at", SLACK);
      assertThat(sessions.find(cookie)).isPresent();
      shift(session, "expires_at", Duration.ofSeconds(-1));

      assertThat(sessions.find(cookie)).isEmpty();
      assertThat(sessions.isLive(session.sid())).isFalse();
    }

    @Test
    void anEndedSessionIsNobodys() {
      var cookie = given.token();
      var session = started(cookie);
      var other = started(given.token());

      sessions.end(session);

      assertThat(otherNode.find(cookie)).isEmpty();
      assertThat(otherNode.isLive(session.sid())).isFalse();
      assertThat(sessions.isLive(other.sid())).isTrue();
    }

    @Test
    void anEndIsDatedOnce() {
      var session = started(given.token());
      sessions.end(session);
      var ended = column(session, "ended_at");

      sessions.end(session);

      assertThat(column(session, "ended_at")).isEqualTo(ended);
    }

    @Test
    void endingNothingIsHarmless() {
      sessions.end(session());
      sessions.detach(given.id());
    }

    @Test
    void aDetachedSessionLivesWithoutACookie() {
      var cookie = given.token();
      var session = started(cookie);

      sessions.detach(session.sid());

      assertThat(sessions.find(cookie)).isEmpty();
      assertThat(sessions.find("." + session.sid())).isEmpty();
      assertThat(sessions.isLive(session.sid())).isTrue();
      sessions.end(session);
      assertThat(sessions.isLive(session.sid())).isFalse();
    }

    @Test
    void severalSessionsAreDetachedBesideEachOther() {
      var first = started(given.token());
      var second = started(given.token());

      sessions.detach(first.sid());
      sessions.detach(second.sid());
      sessions.detach(first.sid());

      assertThat(sessions.isLive(first.sid())).isTrue();
      assertThat(sessions.isLive(second.sid())).isTrue();
    }

    /** I13. */
    @Test
    void aDisabledPersonHasNoSession() {
      var cookie = given.token();
      var session = started(cookie);

      given.disabled(session.account());

      assertThat(sessions.find(cookie)).isEmpty();
    }

    @Test
    void aSessionBelongsToAnAccount() {
      var session =
          new Session(
              given.id(),
              new AccountId(given.id()),
              "mp",
              Acr.QR_TAP,
              List.of("mca"),
              Instant.EPOCH,
              false);

      assertThatException().isThrownBy(() -> sessions.start(given.token(), session));
    }

    /** Whoever signs out while a page of theirs is loading is signed out. */
    @Test
    void useDoesNotWakeWhatEndsAtTheSameMoment() {
      var results =
          Race.run(
              20,
              round -> {
                var cookie = given.token();
                var session = started(cookie);
                shift(session, "idle_until", SLACK);
                return new Started(cookie, session);
              },
              (started, contender) -> {
                if (contender == 0) {
                  sessions.end(started.session());
                } else {
                  otherNode.find(started.cookie());
                }
                return started;
              });

      for (var round : results) {
        assertThat(round).allMatch(outcome -> outcome instanceof Race.Won<Started>);
        var started = ((Race.Won<Started>) round.get(0)).value();
        assertThat(sessions.find(started.cookie())).isEmpty();
      }
    }

    /** A session and its cookie. */
    private record Started(String cookie, Session session) {}

    private Session session() {
      return new Session(
          given.id(), given.account(), "mp", Acr.QR_TAP, List.of("mca"), Instant.EPOCH, false);
    }

    private Session started(String cookie) {
      var session = session();
      sessions.start(cookie, session);
      return session;
    }

    private void shift(Session session, String column, Duration fromNow) {
      given.shift("browser_session", column, "sid", session.sid(), fromNow);
    }

    private Duration remaining(Session session, String column) {
      return Duration.between(database.now(), Database.instant(column(session, column)));
    }

    private Object column(Session session, String column) {
      return database
          .values("SELECT %s FROM browser_session WHERE sid = ?1".formatted(column), session.sid())
          .get(0);
    }
  }
}
