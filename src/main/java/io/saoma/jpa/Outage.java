package io.saoma.jpa;

import io.saoma.oauth.UnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells failures that are the database's state from those that are a defect of a statement. */
final class Outage {
  /**
   * SQLSTATEs by their beginning: no connection, no room, shutting down or starting, read-only, a
   * lock that was not given.
   */
  private static final List<String> STATES = List.of("08", "53", "57P", "25006", "HYT00");

  private Outage() {}

  /** What whoever asked is told, when {@code failure} is an outage. */
  static Optional<UnavailableException> of(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientException
          || (cause instanceof SQLException sql && isOutage(sql.getSQLState()))) {
        return Optional.of(new UnavailableException(String.valueOf(cause.getMessage()), failure));
      }
    }
    return Optional.empty();
  }

  private static boolean isOutage(@Nullable String state) {
    return state != null && STATES.stream().anyMatch(state::startsWith);
  }
}
