package io.saoma.jpa;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.interaction.Interaction;
import io.saoma.interaction.Interactions;
import io.saoma.oauth.InteractionId;
import io.saoma.web.Language;
import java.util.Optional;

/** The interactions in the database. */
public final class JpaInteractions implements Interactions {
  private final Database database;

  public JpaInteractions(Database database) {
    this.database = database;
  }

  @Override
  public void open(
      InteractionId id,
      Optional<String> browserHash,
      ClientID client,
      String request,
      Language language) {
    database.change(
        """
        INSERT INTO interaction (id, browser_hash, client_id, request, language, version, pictures,
          created_at, changed_at, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5, 1, 0, clock_timestamp(), clock_timestamp(),
          clock_timestamp() + CAST(?6 AS INTEGER) * INTERVAL '1' SECOND)
        """,
        id.value(),
        browserHash.orElse(null),
        client.getValue(),
        request,
        language.name(),
        Math.toIntExact(LIFETIME.toSeconds()));
  }

  @Override
  public Optional<Interaction> find(InteractionId id) {
    return database
        .read(
            Object[].class,
            "SELECT i, FUNCTION('clock_timestamp') FROM InteractionRow i WHERE i.id = ?1",
            id.value())
        .stream()
        .map(row -> ((InteractionRow) row[0]).toInteraction(Database.instant(row[1])))
        .findFirst();
  }

  @Override
  public boolean bind(InteractionId id, String browserHash) {
    return database.change(
            """
            UPDATE interaction SET browser_hash = ?2
            WHERE id = ?1 AND browser_hash IS NULL AND expires_at > clock_timestamp()
            """,
            id.value(),
            browserHash)
        == 1;
  }

  @Override
  public boolean countPictures(Interaction seen, int more) {
    return database.change(
            """
            UPDATE interaction SET pictures = pictures + CAST(?2 AS INTEGER),
              version = version + 1, changed_at = clock_timestamp()
            WHERE id = ?1 AND version = CAST(?3 AS BIGINT) AND finished_at IS NULL
              AND expires_at > clock_timestamp()
            """,
            seen.id().value(),
            more,
            seen.version())
        == 1;
  }

  @Override
  public void touch(InteractionId id) {
    database.change(
        """
        UPDATE interaction SET version = version + 1, changed_at = clock_timestamp() WHERE id = ?1
        """,
        id.value());
  }

  @Override
  public boolean finish(InteractionId id) {
    return database.change(
            """
            UPDATE interaction SET finished_at = clock_timestamp(), version = version + 1,
              changed_at = clock_timestamp()
            WHERE id = ?1 AND finished_at IS NULL AND expires_at > clock_timestamp()
            """,
            id.value())
        == 1;
  }
}
