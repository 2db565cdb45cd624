package io.saoma.jpa;

import io.saoma.account.AccountId;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Sha256;
import io.saoma.ticket.Deadlines;
import io.saoma.ticket.Move;
import io.saoma.ticket.NewTicket;
import io.saoma.ticket.Ticket;
import io.saoma.ticket.Tickets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The tickets in the database. */
public final class JpaTickets implements Tickets {
  private static final String READ =
      "SELECT t, FUNCTION('clock_timestamp'), e.epoch FROM TicketRow t, RestoreEpochRow e WHERE ";

  private final Database database;

  public JpaTickets(Database database) {
    this.database = database;
  }

  @Override
  public boolean display(NewTicket ticket) {
    return database.insertNew(
        """
            INSERT INTO ticket (id, interaction_id, connector_id, kind, name_hash, state, version,
              sequence, created_at, displayed_at, deadline, hard_deadline, browser_hash,
              device_hash, surroundings, type_back, tries, epoch)
            VALUES (?1, ?2, ?3, ?4, ?5, 'DISPLAYED', 1, CAST(?6 AS INTEGER), clock_timestamp(),
              clock_timestamp(), clock_timestamp() + CAST(?7 AS INTEGER) * INTERVAL '1' SECOND,
              clock_timestamp() + CAST(?8 AS INTEGER) * INTERVAL '1' SECOND, ?9, ?10, ?11, FALSE, 0,
              (SELECT epoch FROM restore_epoch))
            """,
        ticket.id(),
        ticket.interaction().value(),
        ticket.connectorId(),
        ticket.kind().name(),
        Sha256.of(ticket.name()),
        ticket.sequence(),
        seconds(ticket.stays()),
        seconds(Deadlines.HARD),
        ticket.binding().browserHash(),
        ticket.binding().deviceHash().orElse(null),
        ticket.binding().surroundings().text());
  }

  @Override
  public Optional<Ticket> named(String name) {
    return read("t.nameHash = ?1", Sha256.of(name)).stream().findFirst();
  }

  @Override
  public Optional<Ticket> find(String id) {
    return read("t.id = ?1", id).stream().findFirst();
  }

  @Override
  public List<Ticket> of(InteractionId interaction) {
    return read("t.interactionId = ?1 ORDER BY t.sequence, t.kind", interaction.value());
  }

  @Override
  public boolean move(Ticket seen, Move move) {
    var scan = Optional.ofNullable(move.scan());
    return database.change(
            """
            UPDATE ticket SET state = ?1, version = version + 1,
              deadline = CASE WHEN CAST(?2 AS INTEGER) < 0 THEN deadline
                WHEN ?1 = 'SCANNED' THEN LEAST(hard_deadline,
                  clock_timestamp() + CAST(?2 AS INTEGER) * INTERVAL '1' SECOND)
                ELSE clock_timestamp() + CAST(?2 AS INTEGER) * INTERVAL '1' SECOND END,
              owner_hash = COALESCE(owner_hash, CAST(?3 AS VARCHAR)),
              scan_code_hash = COALESCE(scan_code_hash, CAST(?4 AS VARCHAR)),
              launch = COALESCE(launch, CAST(?5 AS INTEGER)),
              context_digest = CASE WHEN ?1 = 'SCANNED' THEN CAST(?6 AS VARCHAR)
                ELSE context_digest END,
              connector_id = CASE WHEN ?1 = 'SCANNED' THEN CAST(?12 AS VARCHAR)
                ELSE connector_id END,
              confirmed_at = CASE WHEN CAST(?7 AS VARCHAR) IS NULL THEN confirmed_at
                ELSE clock_timestamp() END,
              account_id = COALESCE(account_id, CAST(?7 AS VARCHAR)),
              tries = tries + CAST(?8 AS INTEGER),
              type_back = type_back OR ?1 = 'AWAIT_TYPEBACK'
            WHERE id = ?9 AND state = ?10 AND version = CAST(?11 AS INTEGER)
              AND deadline > clock_timestamp() AND epoch = (SELECT epoch FROM restore_epoch)
            """,
            move.to().name(),
            move.stays() == null ? -1 : seconds(move.stays()),
            scan.map(Move.Scan::ownerHash).orElse(null),
            scan.map(Move.Scan::scanCodeHash).orElse(null),
            scan.map(Move.Scan::launch).orElse(null),
            scan.map(Move.Scan::contextDigest).orElse(null),
            Optional.ofNullable(move.account()).map(AccountId::value).orElse(null),
            move.tries(),
            seen.id(),
            move.from().name(),
            seen.version(),
            scan.map(Move.Scan::connectorId).orElse(null))
        == 1;
  }

  @Override
  public void retirePictures(InteractionId interaction, Duration overlap) {
    database.change(
        """
        UPDATE ticket SET version = version + 1, deadline = LEAST(deadline,
          clock_timestamp() + CAST(?2 AS INTEGER) * INTERVAL '1' SECOND)
        WHERE interaction_id = ?1 AND kind = 'QR' AND state = 'DISPLAYED'
          AND deadline > clock_timestamp()
        """,
        interaction.value(),
        seconds(overlap));
  }

  private List<Ticket> read(String condition, String parameter) {
    return database.read(Object[].class, READ + condition, parameter).stream()
        .map(row -> ((TicketRow) row[0]).toTicket(Database.instant(row[1]), (Integer) row[2]))
        .toList();
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(duration.toSeconds());
  }
}
