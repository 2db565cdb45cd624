package io.saoma.jpa;

import io.saoma.key.SigningKeyStore;
import io.saoma.key.StoredKey;
import java.util.List;

/** The signing keys in the database. */
public final class JpaSigningKeys implements SigningKeyStore {
  private final Database database;

  public JpaSigningKeys(Database database) {
    this.database = database;
  }

  @Override
  public List<StoredKey> all() {
    return database
        .read(SigningKeyRow.class, "SELECT k FROM SigningKeyRow k ORDER BY k.createdAt, k.kid")
        .stream()
        .map(SigningKeyRow::toStoredKey)
        .toList();
  }

  @Override
  public boolean addFirst(StoredKey key) {
    return database.insertNew(
        """
        INSERT INTO signing_key (kid, algorithm, signs_for, public_jwk, sealed_jwk, created_at)
        VALUES (?1, ?2, ?2, ?3, ?4, clock_timestamp())
        """,
        key.kid(),
        key.algorithm(),
        key.publicJwk(),
        key.sealedJwk());
  }
}
