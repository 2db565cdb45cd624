package io.saoma.jpa;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.interaction.Interaction;
import io.saoma.oauth.InteractionId;
import io.saoma.web.Language;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code interaction}, for reading. */
@Entity
@Table(name = "interaction")
@SuppressWarnings("NullAway.Init") // filled by the provider
final class InteractionRow {
  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "browser_hash")
  private @Nullable String browserHash;

  @Column(name = "client_id")
  private String clientId;

  @Column(name = "request")
  private String request;

  @Enumerated(EnumType.STRING)
  @Column(name = "language")
  private Language language;

  @Column(name = "version")
  private long version;

  @Column(name = "pictures")
  private int pictures;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  /** The row as a value, with its expiry judged by {@code now} of the database. */
  Interaction toInteraction(Instant now) {
    return new Interaction(
        new InteractionId(id),
        Optional.ofNullable(browserHash),
        new ClientID(clientId),
        request,
        language,
        version,
        pictures,
        createdAt,
        Duration.between(now, expiresAt),
        finishedAt != null);
  }
}
