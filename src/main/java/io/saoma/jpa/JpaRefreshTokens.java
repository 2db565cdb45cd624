package io.saoma.jpa;

import io.saoma.issuance.Grant;
import io.saoma.issuance.RefreshTokenStore;
import java.time.Duration;
import java.util.Optional;

/** The refresh tokens in the database. */
public final class JpaRefreshTokens implements RefreshTokenStore {
  private final Database database;

  public JpaRefreshTokens(Database database) {
    this.database = database;
  }

  @Override
  public void add(String tokenHash, Grant grant, Duration idle) {
    database.change(
        """
        INSERT INTO refresh_token (token_hash, grant_id, client_id, issued_at, expires_at)
        SELECT CAST(?1 AS VARCHAR(43)), g.id, g.client_id, clock_timestamp(),
          LEAST(clock_timestamp() + CAST(?2 AS INTEGER) * INTERVAL '1' SECOND, g.refresh_until)
        FROM authorization_grant g WHERE g.id = ?3
        """,
        tokenHash,
        Math.toIntExact(idle.toSeconds()),
        grant.id());
  }

  @Override
  public Optional<StoredRefreshToken> find(String tokenHash) {
    return database
        .read(
            Object[].class,
            """
            SELECT t, g FROM RefreshTokenRow t, GrantRow g
            WHERE t.tokenHash = ?1 AND g.id = t.grantId AND g.revokedAt IS NULL
            """,
            tokenHash)
        .stream()
        .findFirst()
        .map(
            rows ->
                ((RefreshTokenRow) rows[0]).toStoredRefreshToken(((GrantRow) rows[1]).toGrant()));
  }

  @Override
  public boolean spend(String tokenHash) {
    return database.change(
            """
            UPDATE refresh_token SET spent_at = clock_timestamp()
            WHERE token_hash = ?1 AND spent_at IS NULL AND expires_at > clock_timestamp()
              AND EXISTS (SELECT 1 FROM authorization_grant g
                WHERE g.id = refresh_token.grant_id AND g.revoked_at IS NULL)
            """,
            tokenHash)
        == 1;
  }

  @Override
  public boolean mayRepeat(String tokenHash, String successorHash, Duration window) {
    return !database
        .values(
            """
            SELECT 1 FROM refresh_token t
            JOIN refresh_token s ON s.token_hash = ?2 AND s.grant_id = t.grant_id
            WHERE t.token_hash = ?1 AND s.spent_at IS NULL
              AND t.spent_at > clock_timestamp() - CAST(?3 AS INTEGER) * INTERVAL '1' SECOND
            """,
            tokenHash,
            successorHash,
            Math.toIntExact(window.toSeconds()))
        .isEmpty();
  }
}
