package io.saoma.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Does one thing again and again, a few at once, and tells what CPU time each took. */
final class Load {
  private static final int ROUNDS = 5;

  private final Deployment deployment;
  private final Duration round;

  Load(Deployment deployment, Duration round) {
    this.deployment = deployment;
    this.round = round;
  }

  /** Milliseconds of CPU that an operation took, of Saoma and of the database. */
  record Cost(double saoma, double database, long operations) {
    double sum() {
      return saoma + database;
    }
  }

  /**
   * The cheapest of several rounds: whatever else runs on the machine makes a round dearer, never
   * cheaper. The first rounds also warm the JVM up.
   */
  Cost cheapest(List<Visitor> visitors, Consumer<Visitor> operation) throws SQLException {
    run(visitors, operation);
    var cheapest = run(visitors, operation);
    for (int i = 1; i < ROUNDS; i++) {
      var cost = run(visitors, operation);
      cheapest = cost.sum() < cheapest.sum() ? cost : cheapest;
    }
    return cheapest;
  }

  private Cost run(List<Visitor> visitors, Consumer<Visitor> operation) throws SQLException {
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
                          while (System.nanoTime() < end) {
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
