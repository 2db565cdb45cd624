package io.saoma.jpa;

import io.saoma.oauth.InteractionId;
import io.saoma.ticket.Login;
import io.saoma.ticket.Logins;
import io.saoma.ticket.Ticket;
import java.util.List;
import java.util.Optional;

/** The logins in the database. */
public final class JpaLogins implements Logins {
  private final Database database;

  public JpaLogins(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Login> find(InteractionId id) {
    var rows =
        database.read(
            Object[].class,
            """
            SELECT i, t, FUNCTION('clock_timestamp'), e.epoch
            FROM RestoreEpochRow e, InteractionRow i
              LEFT JOIN TicketRow t ON t.interactionId = i.id
            WHERE i.id = ?1 ORDER BY t.sequence, t.kind
            """,
            id.value());
    return rows.stream()
        .findFirst()
        .map(
            row ->
                Login.of(
                    ((InteractionRow) row[0]).toInteraction(Database.instant(row[2])),
                    tickets(rows)));
  }

  /** Without any ticket there is one row, and nothing in it. */
  private static List<Ticket> tickets(List<Object[]> rows) {
    return rows.stream()
        .filter(row -> row[1] != null)
        .map(row -> ((TicketRow) row[1]).toTicket(Database.instant(row[2]), (Integer) row[3]))
        .toList();
  }
}
