package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class TestDatabaseTest {
  @Nested
  class OnPostgreSql extends Contract {
    OnPostgreSql() {
      super(TestDatabase::postgreSql);
    }
  }

  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(TestDatabase::h2);
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class Contract {
    private final TestDatabase database;

    Contract(Supplier<TestDatabase> database) {
      this.database = database.get();
    }

    @AfterAll
    void close() {
      database.close();
    }

    @Test
    void theDatabasesClockMovesInsideATransaction() {
      var node = database.database();

      node.inOne(
          () -> {
            var first = node.now();
            while (!node.now().isAfter(first)) {
              Thread.onSpinWait();
            }
            return first;
          });

      assertThat(Duration.between(node.now(), Instant.now()).abs())
          .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aSecondNodeSeesTheFirstOnesRows() {
      var insert =
          "INSERT INTO account (id, enabled, created_at) VALUES ('seen', TRUE, clock_timestamp())";
      database.database().change(insert);

      assertThat(database.node().change("DELETE FROM account WHERE id = ?1", "seen")).isOne();
    }

    @Test
    void oneOfManyContendersWinsEachRound() {
      var node = database.database();
      var number = new AtomicInteger();

      var rounds =
          Race.run(
              20,
              round -> {
                var id = "prize" + number.incrementAndGet();
                node.change("INSERT INTO account VALUES (?1, TRUE, clock_timestamp())", id);
                return id;
              },
              (id, contender) ->
                  node.change("UPDATE account SET enabled = FALSE WHERE id = ?1 AND enabled", id));

      assertThat(rounds).hasSize(20).allSatisfy(round -> assertThat(round).hasSize(Race.THREADS));
      assertThat(rounds)
          .allSatisfy(
              round ->
                  assertThat(round)
                      .allMatch(outcome -> outcome instanceof Race.Won<Integer>)
                      .filteredOn(new Race.Won<>(1)::equals)
                      .hasSize(1));
    }

    @Test
    void theDumpHoldsEveryRow() {
      database.database().change("INSERT INTO account VALUES ('dumped', TRUE, clock_timestamp())");

      assertThat(database.dump()).contains("|dumped|");
    }
  }
}
