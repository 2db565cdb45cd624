package io.saoma.jpa;

import io.saoma.issuance.AuthorizationCodeStore;
import io.saoma.issuance.Grant;
import io.saoma.oauth.InteractionId;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The authorization codes in the database, with the grants they stand for. */
public final class JpaAuthorizationCodes implements AuthorizationCodeStore {
  /** RFC 9700 §2.1.1 asks for short; a site redeems at once. */
  private static final int LIFETIME_SECONDS = 60;

  private final Database database;

  public JpaAuthorizationCodes(Database database) {
    this.database = database;
  }

  @Override
  public void add(StoredCode code, @Nullable InteractionId interaction, Duration refreshLifetime) {
    database.inOne(
        () -> {
          addGrant(code.grant(), refreshLifetime);
          var challenge = code.codeChallenge();
          return database.change(
              """
              INSERT INTO authorization_code (code_hash, grant_id, interaction_id, client_id,
                redirect_uri, code_challenge, expires_at, epoch)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6,
                clock_timestamp() + CAST(?7 AS INTEGER) * INTERVAL '1' SECOND,
                (SELECT epoch FROM restore_epoch))
              """,
              code.codeHash(),
              code.grant().id(),
              interaction == null ? null : interaction.value(),
              code.client().getValue(),
              code.redirectUri(),
              challenge == null ? null : challenge.getValue(),
              LIFETIME_SECONDS);
        });
  }

  private void addGrant(Grant grant, Duration refreshLifetime) {
    var signIn = grant.signIn();
    var nonce = grant.nonce();
    database.change(
        """
        INSERT INTO authorization_grant (id, client_id, account_id, sub, scope, sid, acr, amr,
          auth_time, nonce, created_at, refresh_until, connector_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, clock_timestamp(),
          clock_timestamp() + CAST(?11 AS INTEGER) * INTERVAL '1' SECOND, ?12)
        """,
        grant.id(),
        grant.client().getValue(),
        signIn.account().value(),
        grant.subject().getValue(),
        grant.scope().toString(),
        signIn.sid(),
        signIn.acr().value(),
        String.join(" ", signIn.amr()),
        signIn.authTime().atOffset(ZoneOffset.UTC),
        nonce == null ? null : nonce.getValue(),
        Math.toIntExact(refreshLifetime.toSeconds()),
        signIn.connectorId());
  }

  @Override
  public boolean spend(String codeHash) {
    return database.change(
            """
            UPDATE authorization_code SET spent_at = clock_timestamp()
            WHERE code_hash = ?1 AND spent_at IS NULL AND expires_at > clock_timestamp()
              AND epoch = (SELECT epoch FROM restore_epoch)
            """,
            codeHash)
        == 1;
  }

  @Override
  public Optional<StoredCode> find(String codeHash) {
    return database
        .read(
            Object[].class,
            """
            SELECT c, g FROM AuthorizationCodeRow c, GrantRow g
            WHERE c.codeHash = ?1 AND g.id = c.grantId AND g.revokedAt IS NULL
            """,
            codeHash)
        .stream()
        .findFirst()
        .map(rows -> ((AuthorizationCodeRow) rows[0]).toStoredCode(((GrantRow) rows[1]).toGrant()));
  }
}
