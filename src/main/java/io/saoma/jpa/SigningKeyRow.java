package io.saoma.jpa;

import io.saoma.key.StoredKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code signing_key}, for reading. */
@Entity
@Table(name = "signing_key")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // filled by the provider, some only to order
final class SigningKeyRow {
  @Id
  @Column(name = "kid")
  private String kid;

  @Column(name = "algorithm")
  private String algorithm;

  @Column(name = "signs_for")
  private @Nullable String signsFor;

  @Column(name = "public_jwk")
  private String publicJwk;

  @Column(name = "sealed_jwk")
  private byte[] sealedJwk;

  @Column(name = "created_at")
  private Instant createdAt;

  StoredKey toStoredKey() {
    return new StoredKey(kid, algorithm, publicJwk, sealedJwk, signsFor != null);
  }
}
