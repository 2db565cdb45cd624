package io.saoma.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One thing that visitors do again and again, all at once.
 *
 * @param pause at least so long from one beginning of a visitor to the next
 */
record Load(
    String name,
    Deployment deployment,
    List<Visitor> visitors,
    Consumer<Visitor> operation,
    Duration round,
    Duration pause) {
  /** Milliseconds of CPU that an operation took, of Saoma and of the database. */
  record Cost(double saoma, double database, long operations) {
    double sum() {
      return saoma + database;
    }
  }

  /** One round of it, and what CPU time each took. */
  Cost run() throws SQLException {
    var saoma = deployment.saomaCpu();
    var database = deployment.databaseCpu();
    var saomaBefore = saoma.millis();
    var databaseBefore = database.millis();
    var end = System.nanoTime() + round.toNanos();
    var count = new AtomicLong();
    Stream<CompletableFuture<Void>> running =
        visitors.stream()
            .map(
                visitor ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (var next = System.nanoTime();
                              next < end;
                              next = Math.max(System.nanoTime(), next + pause.toNanos())) {
                            LockSupport.parkNanos(next - System.nanoTime());
                            operation.accept(visitor);
                            count.incrementAndGet();
                          }
                        },
                        task -> new Thread(task).start()));
    running.toList().forEach(CompletableFuture::join);
    var operations = count.get();
    return new Cost(
        (saoma.millis() - saomaBefore) / operations,
        (database.millis() - databaseBefore) / operations,
        operations);
  }
}
