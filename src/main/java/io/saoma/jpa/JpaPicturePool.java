package io.saoma.jpa;

import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Sha256;
import io.saoma.ticket.Deadlines;
import io.saoma.ticket.PicturePool;
import io.saoma.ticket.Ticket;
import java.util.Optional;

/** The picture pool in the database. */
public final class JpaPicturePool implements PicturePool {
  private final Database database;

  public JpaPicturePool(Database database) {
    this.database = database;
  }

  @Override
  public void add(String ticketId, String connectorId, String scene, Kept picture) {
    database.inOne(
        () -> {
          database.change(
              """
              INSERT INTO ticket (id, connector_id, kind, name_hash, state, version, sequence,
                created_at, deadline, type_back, tries, epoch)
              VALUES (?1, ?2, 'QR', ?3, 'POOLED', 1, 0, clock_timestamp(),
                clock_timestamp() + CAST(?4 AS INTEGER) * INTERVAL '1' SECOND, FALSE, 0,
                (SELECT epoch FROM restore_epoch))
              """,
              ticketId,
              connectorId,
              Sha256.of(scene),
              Math.toIntExact(Deadlines.POOLED.toSeconds()));
          return database.change(
              "INSERT INTO ticket_picture (ticket_id, media_type, sealed_image) VALUES (?1, ?2, ?3)",
              ticketId,
              picture.mediaType(),
              picture.sealed());
        });
  }

  @Override
  public Optional<String> candidate(String connectorId) {
    return database
        .values(
            """
            SELECT id FROM ticket
            WHERE connector_id = ?1 AND state = 'POOLED' AND deadline > clock_timestamp()
              AND epoch = (SELECT epoch FROM restore_epoch)
            ORDER BY deadline FETCH FIRST 1 ROWS ONLY FOR UPDATE SKIP LOCKED
            """,
            connectorId)
        .stream()
        .findFirst()
        .map(String.class::cast);
  }

  @Override
  public boolean assign(
      String ticketId, InteractionId interaction, int sequence, Ticket.Binding binding) {
    return database.change(
            """
            UPDATE ticket SET state = 'DISPLAYED', version = version + 1, interaction_id = ?2,
              sequence = CAST(?3 AS INTEGER), displayed_at = clock_timestamp(),
              deadline = clock_timestamp() + CAST(?4 AS INTEGER) * INTERVAL '1' SECOND,
              hard_deadline = clock_timestamp() + CAST(?5 AS INTEGER) * INTERVAL '1' SECOND,
              browser_hash = ?6, device_hash = ?7, surroundings = ?8
            WHERE id = ?1 AND state = 'POOLED' AND deadline > clock_timestamp()
              AND epoch = (SELECT epoch FROM restore_epoch)
            """,
            ticketId,
            interaction.value(),
            sequence,
            Math.toIntExact(Deadlines.DISPLAYED.toSeconds()),
            Math.toIntExact(Deadlines.HARD.toSeconds()),
            binding.browserHash(),
            binding.deviceHash().orElse(null),
            binding.surroundings().text())
        == 1;
  }

  @Override
  public int size(String connectorId) {
    return ((Number)
            database
                .values(
                    """
                    SELECT COUNT(*) FROM ticket
                    WHERE connector_id = ?1 AND state = 'POOLED' AND deadline > clock_timestamp()
                      AND epoch = (SELECT epoch FROM restore_epoch)
                    """,
                    connectorId)
                .get(0))
        .intValue();
  }

  @Override
  public Optional<Kept> find(String ticketId) {
    return database
        .rows("SELECT media_type, sealed_image FROM ticket_picture WHERE ticket_id = ?1", ticketId)
        .stream()
        .findFirst()
        .map(row -> new Kept((String) row[0], (byte[]) row[1]));
  }
}
