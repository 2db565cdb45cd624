package io.saoma.jpa;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A call on a thread of its own that has to wait for a row which this thread's transaction holds.
 */
final class Waiting<T> {
  private final FutureTask<T> task;

  Waiting(Callable<T> call) {
    this.task = new FutureTask<>(call);
  }

  /** Starts the call and returns once the database says that it waits for a lock. */
  boolean startedAndBlocked(TestDatabase rows) {
    var thread = new Thread(task, "waiting for a row");
    thread.setDaemon(true);
    thread.start();
    try (var connection = rows.connect();
        var statement = connection.createStatement()) {
      while (!task.isDone()) {
        try (var blocked = statement.executeQuery(blockedCalls(rows))) {
          blocked.next();
          if (blocked.getInt(1) > 0) {
            return true;
          }
        }
        Thread.onSpinWait();
      }
      return false;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  T result() throws Exception {
    return task.get(30, TimeUnit.SECONDS);
  }

  private static String blockedCalls(TestDatabase rows) {
    return rows.settings().h2()
        ? "SELECT COUNT(*) FROM information_schema.sessions WHERE session_id <> SESSION_ID()"
            + " AND executing_statement IS NOT NULL"
        : "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND wait_event_type = 'Lock'";
  }
}
