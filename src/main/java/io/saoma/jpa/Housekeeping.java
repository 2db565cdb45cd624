package io.saoma.jpa;

import java.util.List;

/**
 * Takes away what nobody may use any more, a bounded batch at a time so that no table is locked for
 * long. What a person acted in stays for a day, for whoever asks what happened; after that the
 * audit rows remain. What nobody acted in, which anybody can make, goes as soon as nobody misses
 * it.
 */
public final class Housekeeping implements Runnable {
  private static final int BATCH = 1_000;
  private static final int MOST_BATCHES = 50;

  /** In this order: rows that others point to come last. */
  private static final List<String> DELETIONS =
      List.of(
          """
          DELETE FROM ticket_picture WHERE ticket_id IN (
            SELECT p.ticket_id FROM ticket_picture p JOIN ticket t ON t.id = p.ticket_id
            WHERE t.deadline < clock_timestamp() OR t.state NOT IN ('POOLED', 'DISPLAYED')
            FETCH FIRST 1000 ROWS ONLY)
          """,
          """
          DELETE FROM ticket WHERE id IN (
            SELECT t.id FROM ticket t LEFT JOIN ticket_picture p ON p.ticket_id = t.id
            WHERE p.ticket_id IS NULL AND (
              t.created_at < clock_timestamp() - INTERVAL '1' DAY
              OR t.owner_hash IS NULL AND t.deadline < clock_timestamp() - INTERVAL '1' HOUR
              OR t.state = 'POOLED' AND t.deadline < clock_timestamp())
            FETCH FIRST 1000 ROWS ONLY)
          """,
          """
          DELETE FROM interaction WHERE id IN (
            SELECT i.id FROM interaction i LEFT JOIN ticket t ON t.interaction_id = i.id
            WHERE t.id IS NULL AND i.expires_at < clock_timestamp() - INTERVAL '10' MINUTE
              AND (i.finished_at IS NULL OR i.expires_at < clock_timestamp() - INTERVAL '1' DAY)
            FETCH FIRST 1000 ROWS ONLY)
          """,
          """
          DELETE FROM authorization_code WHERE code_hash IN (
            SELECT code_hash FROM authorization_code
            WHERE expires_at < clock_timestamp() - INTERVAL '1' DAY
            FETCH FIRST 1000 ROWS ONLY)
          """,
          """
          DELETE FROM refresh_token WHERE token_hash IN (
            SELECT token_hash FROM refresh_token
            WHERE expires_at < clock_timestamp() - INTERVAL '1' DAY
            FETCH FIRST 1000 ROWS ONLY)
          """,
          """
          DELETE FROM browser_session WHERE session_hash IN (
            SELECT session_hash FROM browser_session
            WHERE expires_at < clock_timestamp() - INTERVAL '1' DAY
            FETCH FIRST 1000 ROWS ONLY)
          """,
          """
          DELETE FROM device WHERE (device_hash, account_id) IN (
            SELECT device_hash, account_id FROM device WHERE expires_at < clock_timestamp()
            FETCH FIRST 1000 ROWS ONLY)
          """,
          // Without a code or a refresh token, and older than any access token.
          """
          DELETE FROM authorization_grant WHERE id IN (
            SELECT g.id FROM authorization_grant g
            LEFT JOIN authorization_code c ON c.grant_id = g.id
            LEFT JOIN refresh_token r ON r.grant_id = g.id
            WHERE c.grant_id IS NULL AND r.grant_id IS NULL
              AND g.created_at < clock_timestamp() - INTERVAL '1' DAY
            FETCH FIRST 1000 ROWS ONLY)
          """);

  private final Database database;

  public Housekeeping(Database database) {
    this.database = database;
  }

  /**
   * Deletes until nothing is left to delete, or enough for this time. A table that cannot be
   * cleaned keeps no other from it.
   */
  @Override
  public void run() {
    RuntimeException failure = null;
    for (var deletion : DELETIONS) {
      try {
        deleteAll(deletion);
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void deleteAll(String deletion) {
    for (int batch = 0; batch < MOST_BATCHES; batch++) {
      if (database.change(deletion) < BATCH) {
        return;
      }
    }
  }
}
