package io.saoma.jpa;

import io.saoma.account.AccountId;
import io.saoma.oauth.InteractionId;
import io.saoma.ticket.Surroundings;
import io.saoma.ticket.Ticket;
import io.saoma.ticket.TicketKind;
import io.saoma.ticket.TicketState;
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

/** A row of {@code ticket}, for reading: every change is a statement of {@link JpaTickets}. */
@Entity
@Table(name = "ticket")
@SuppressWarnings("NullAway.Init") // filled by the provider
final class TicketRow {
  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "interaction_id")
  private @Nullable String interactionId;

  @Column(name = "connector_id")
  private String connectorId;

  @Enumerated(EnumType.STRING)
  @Column(name = "kind")
  private TicketKind kind;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private TicketState state;

  @Column(name = "version")
  private int version;

  @Column(name = "sequence")
  private int sequence;

  @Column(name = "name_hash")
  private String nameHash;

  @Column(name = "deadline")
  private Instant deadline;

  @Column(name = "displayed_at")
  private @Nullable Instant displayedAt;

  @Column(name = "browser_hash")
  private @Nullable String browserHash;

  @Column(name = "device_hash")
  private @Nullable String deviceHash;

  @Column(name = "surroundings")
  private @Nullable String surroundings;

  @Column(name = "owner_hash")
  private @Nullable String ownerHash;

  @Column(name = "scan_code_hash")
  private @Nullable String scanCodeHash;

  @Column(name = "launch")
  private @Nullable Integer launch;

  @Column(name = "context_digest")
  private @Nullable String contextDigest;

  @Column(name = "type_back")
  private boolean typeBack;

  @Column(name = "account_id")
  private @Nullable String accountId;

  @Column(name = "confirmed_at")
  private @Nullable Instant confirmedAt;

  @Column(name = "tries")
  private int tries;

  @Column(name = "epoch")
  private int epoch;

  /**
   * The row as a value, with the deadline judged by {@code now} of the database. One from before a
   * restore has none left.
   */
  Ticket toTicket(Instant now, int present) {
    return new Ticket(
        id,
        Optional.ofNullable(interactionId).map(InteractionId::new),
        connectorId,
        kind,
        state,
        version,
        sequence,
        epoch == present ? Duration.between(now, deadline) : Duration.ZERO,
        displayedAt == null ? Duration.ZERO : Duration.between(displayedAt, now),
        binding(),
        holder(),
        tries);
  }

  private Optional<Ticket.Binding> binding() {
    return Optional.ofNullable(browserHash)
        .map(
            hash ->
                new Ticket.Binding(hash, Optional.ofNullable(deviceHash), parsed(surroundings)));
  }

  private Optional<Ticket.Holder> holder() {
    if (ownerHash == null || scanCodeHash == null || launch == null || contextDigest == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Ticket.Holder(
            ownerHash,
            scanCodeHash,
            launch,
            contextDigest,
            typeBack,
            Optional.ofNullable(accountId).map(AccountId::new),
            Optional.ofNullable(confirmedAt)));
  }

  private static Surroundings parsed(@Nullable String text) {
    return text == null ? Surroundings.UNKNOWN : Surroundings.parse(text);
  }
}
