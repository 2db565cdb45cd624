package io.saoma.jpa;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.account.AccountId;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Secrets;
import io.saoma.oauth.Sha256;
import io.saoma.ticket.Deadlines;
import io.saoma.ticket.Move;
import io.saoma.ticket.Moves;
import io.saoma.ticket.NewTicket;
import io.saoma.ticket.Surroundings;
import io.saoma.ticket.Ticket;
import io.saoma.ticket.TicketKind;
import io.saoma.ticket.TicketState;
import io.saoma.web.Language;
import io.saoma.web.Place;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Rows to begin with, made by the stores themselves where they can. */
final class Given {
  static final ClientID CLIENT = new ClientID("shop");
  static final Surroundings SURROUNDINGS =
      new Surroundings(
          Optional.of("Windows · Chrome"), Optional.of(new Place("中国", "浙江", "杭州", "电信")));

  private final Database database;
  private final JpaTickets tickets;
  private final JpaInteractions interactions;
  private final Secrets secrets = new Secrets();

  Given(Database database) {
    this.database = database;
    this.tickets = new JpaTickets(database);
    this.interactions = new JpaInteractions(database);
  }

  /** A bearer value that nobody has. */
  String token() {
    return secrets.token();
  }

  /** A row's name that nobody has. */
  String id() {
    return secrets.id();
  }

  AccountId account() {
    var account = new AccountId(secrets.id());
    database.change("INSERT INTO account VALUES (?1, TRUE, clock_timestamp())", account.value());
    return account;
  }

  void disabled(AccountId account) {
    database.change("UPDATE account SET enabled = FALSE WHERE id = ?1", account.value());
  }

  InteractionId interaction() {
    var id = new InteractionId(secrets.id());
    interactions.open(id, Optional.of(hash()), CLIENT, "client_id=shop", Language.ZH_CN);
    return id;
  }

  NewTicket newTicket(InteractionId interaction, TicketKind kind, int sequence) {
    return new NewTicket(
        secrets.id(),
        interaction,
        "mp",
        kind,
        secrets.token(),
        sequence,
        kind == TicketKind.QR ? Deadlines.DISPLAYED : Deadlines.TYPED_CODE,
        new Ticket.Binding(hash(), Optional.of(hash()), SURROUNDINGS));
  }

  Ticket displayed(InteractionId interaction, TicketKind kind, int sequence) {
    var ticket = newTicket(interaction, kind, sequence);
    if (!tickets.display(ticket)) {
      throw new IllegalStateException("the name of a fresh ticket was taken");
    }
    return again(ticket.id());
  }

  Ticket displayed(InteractionId interaction) {
    return displayed(interaction, TicketKind.QR, 1);
  }

  Move.Scan scan() {
    return new Move.Scan("mp", hash(), hash(), 1047, hash());
  }

  /** A ticket that came to {@code state} by the protocol's own steps. */
  Ticket in(TicketState state) {
    return switch (state) {
      case POOLED, BURNED -> unassigned(state);
      case DISPLAYED -> displayed(interaction());
      case SCANNED -> moved(in(TicketState.DISPLAYED), Moves.scanned(scan()));
      case AWAIT_TYPEBACK -> moved(in(TicketState.SCANNED), Moves.awaitTypeback(account()));
      case CONFIRMED -> moved(in(TicketState.SCANNED), Moves.confirmed(account()));
      case CONSUMED -> moved(in(TicketState.CONFIRMED), Moves.consumed());
      case DENIED, BLOCKED ->
          moved(in(TicketState.SCANNED), Moves.ended(TicketState.SCANNED, state));
      case SUPERSEDED -> superseded();
    };
  }

  Ticket moved(Ticket seen, Move move) {
    if (!tickets.move(seen, move)) {
      throw new IllegalStateException(move + " was refused to " + seen);
    }
    return again(seen.id());
  }

  private Ticket superseded() {
    var interaction = interaction();
    var other = displayed(interaction, TicketKind.QR, 1);
    return moved(other, Moves.ended(TicketState.DISPLAYED, TicketState.SUPERSEDED));
  }

  private Ticket unassigned(TicketState state) {
    var id = secrets.id();
    database.change(
        """
        INSERT INTO ticket (id, connector_id, kind, name_hash, state, version, sequence,
          created_at, deadline, type_back, tries, epoch)
        VALUES (?1, 'mp', 'QR', ?2, ?3, 1, 0, clock_timestamp(),
          clock_timestamp() + 30 * INTERVAL '1' MINUTE, FALSE, 0, (SELECT epoch FROM restore_epoch))
        """,
        id,
        hash(),
        state.name());
    return again(id);
  }

  /** The ticket as it stands. */
  Ticket again(String id) {
    return tickets.find(id).orElseThrow();
  }

  /** Every column of a ticket's row. */
  String row(Ticket ticket) {
    return Arrays.toString(database.rows("SELECT * FROM ticket WHERE id = ?1", ticket.id()).get(0));
  }

  /** Moves a timestamp of a row to {@code fromNow} of the database's clock. */
  void shift(String table, String column, String keyColumn, String key, Duration fromNow) {
    var changed =
        database.change(
            "UPDATE %s SET %s = clock_timestamp() + CAST(?1 AS INTEGER) * INTERVAL '1' SECOND "
                    .formatted(table, column)
                + "WHERE %s = ?2".formatted(keyColumn),
            Math.toIntExact(fromNow.toSeconds()),
            key);
    if (changed == 0) {
      throw new IllegalStateException("no row of " + table + " to shift");
    }
  }

  void deadline(Ticket ticket, Duration fromNow) {
    shift("ticket", "deadline", "id", ticket.id(), fromNow);
  }

  /** A digest of something nobody knows. */
  String hash() {
    return Sha256.of(secrets.token());
  }
}
