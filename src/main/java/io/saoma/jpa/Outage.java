package io.saoma.jpa;

import io.saoma.oauth.UnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells failures that are the database's state from those that are a defect of a statement. */
final class Outage {
  /**
   * SQLSTATEs by their beginning: no connection, no room, shutting down or starting, read-only, a
   * lock that was not given.
   */
  private static final List<String> STATES = List.of("08", "53", "57P", "25006", "HYT00");

  private Outage() {}

  /** What whoever asked is told: that there is an outage, or {@code failure} itself. */
  static RuntimeException or(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientException
          || (cause instanceof SQLException sql && isOutage(sql.getSQLState()))) {
        return failure instanceof UnavailableException
            ? failure
            : new UnavailableException(String.valueOf(cause.getMessage()), failure);
      }
    }
    return failure;
  }

  private static boolean isOutage(@Nullable String state) {
    return state != null && STATES.stream().anyMatch(state::startsWith);
  }
}
