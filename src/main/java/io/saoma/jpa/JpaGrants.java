package io.saoma.jpa;

import io.saoma.issuance.Grant;
import io.saoma.issuance.GrantStore;
import java.util.Optional;

/** The grants in the database. */
public final class JpaGrants implements GrantStore {
  private final Database database;

  public JpaGrants(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Grant> find(String id) {
    return database
        .read(
            GrantRow.class, "SELECT g FROM GrantRow g WHERE g.id = ?1 AND g.revokedAt IS NULL", id)
        .stream()
        .findFirst()
        .map(GrantRow::toGrant);
  }

  @Override
  public boolean revoke(String id) {
    return database.change(
            """
            UPDATE authorization_grant SET revoked_at = clock_timestamp()
            WHERE id = ?1 AND revoked_at IS NULL
            """,
            id)
        == 1;
  }
}
