package io.saoma.jpa;

import io.saoma.account.AccountId;
import io.saoma.audit.Audit;
import io.saoma.audit.AuditEvent;
import io.saoma.oauth.Acr;
import io.saoma.oauth.Sha256;
import io.saoma.session.Session;
import io.saoma.session.Sessions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;

/** The browser sessions in the database. */
public final class JpaSessions implements Sessions {
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration ABSOLUTE = Duration.ofHours(10);

  private final Database database;
  private final Audit audit;

  public JpaSessions(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  @Override
  public Optional<Session> find(String cookie) {
    var hash = Sha256.of(cookie);
    return database.inOne(
        () ->
            database
                .rows(
                    """
                    SELECT s.sid, s.account_id, s.acr, s.amr, s.auth_time, s.new_browser,
                      s.connector_id
                    FROM browser_session s JOIN account a ON a.id = s.account_id
                    WHERE s.session_hash = ?1 AND s.ended_at IS NULL AND a.enabled
                      AND s.idle_until > clock_timestamp() AND s.expires_at > clock_timestamp()
                    """,
                    hash)
                .stream()
                .findFirst()
                .map(
                    row -> {
                      keepAwake(hash);
                      return session(row);
                    }));
  }

  /** Writes at most once a minute for a session, however often it is used. */
  private void keepAwake(String hash) {
    database.change(
        """
        UPDATE browser_session
        SET idle_until = clock_timestamp() + CAST(?2 AS INTEGER) * INTERVAL '1' SECOND
        WHERE session_hash = ?1 AND ended_at IS NULL AND idle_until > clock_timestamp()
          AND idle_until < clock_timestamp() + CAST(?3 AS INTEGER) * INTERVAL '1' SECOND
        """,
        hash,
        Math.toIntExact(IDLE.toSeconds()),
        Math.toIntExact(IDLE.minusMinutes(1).toSeconds()));
  }

  private static Session session(Object[] row) {
    return new Session(
        (String) row[0],
        new AccountId((String) row[1]),
        (String) row[6],
        Acr.parse((String) row[2]).orElseThrow(),
        Words.split((String) row[3]),
        Database.instant(row[4]),
        (Boolean) row[5]);
  }

  @Override
  public void start(String cookie, Session session) {
    database.change(
        """
        INSERT INTO browser_session (session_hash, sid, account_id, acr, amr, auth_time,
          new_browser, idle_until, expires_at, connector_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
          clock_timestamp() + CAST(?8 AS INTEGER) * INTERVAL '1' SECOND,
          clock_timestamp() + CAST(?9 AS INTEGER) * INTERVAL '1' SECOND, ?10)
        """,
        Sha256.of(cookie),
        session.sid(),
        session.account().value(),
        session.acr().value(),
        Words.joined(session.amr()),
        session.authTime().atOffset(ZoneOffset.UTC),
        session.newBrowser(),
        Math.toIntExact(IDLE.toSeconds()),
        Math.toIntExact(ABSOLUTE.toSeconds()),
        session.connectorId());
  }

  @Override
  public void end(Session session) {
    database.inOne(
        () -> {
          var ended =
              database.change(
                      """
                      UPDATE browser_session SET ended_at = clock_timestamp()
                      WHERE sid = ?1 AND ended_at IS NULL
                      """,
                      session.sid())
                  == 1;
          if (ended) {
            audit.record(AuditEvent.of("session_ended").account(session.account()));
          }
          return ended;
        });
  }

  @Override
  public void detach(String sid) {
    // No hash begins with a dot, so no cookie opens it any more.
    database.change("UPDATE browser_session SET session_hash = '.' || sid WHERE sid = ?1", sid);
  }

  @Override
  public Optional<Duration> age(String sid) {
    return database
        .rows("SELECT auth_time, clock_timestamp() FROM browser_session WHERE sid = ?1", sid)
        .stream()
        .map(row -> Duration.between(Database.instant(row[0]), Database.instant(row[1])))
        .findFirst();
  }

  @Override
  public boolean isLive(String sid) {
    return !database
        .values(
            """
            SELECT 1 FROM browser_session WHERE sid = ?1 AND ended_at IS NULL
              AND idle_until > clock_timestamp() AND expires_at > clock_timestamp()
            """,
            sid)
        .isEmpty();
  }
}
