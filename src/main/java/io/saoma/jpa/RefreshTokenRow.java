package io.saoma.jpa;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.issuance.Grant;
import io.saoma.issuance.RefreshTokenStore.StoredRefreshToken;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code refresh_token}, for reading. */
@Entity
@Table(name = "refresh_token")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // filled by the provider, some only to ask
final class RefreshTokenRow {
  @Id
  @Column(name = "token_hash")
  private String tokenHash;

  @Column(name = "grant_id")
  private String grantId;

  @Column(name = "client_id")
  private String clientId;

  @Column(name = "spent_at")
  private @Nullable Instant spentAt;

  StoredRefreshToken toStoredRefreshToken(Grant grant) {
    return new StoredRefreshToken(new ClientID(clientId), grant, spentAt != null);
  }
}
