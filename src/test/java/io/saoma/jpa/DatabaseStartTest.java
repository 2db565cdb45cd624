package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a node finds when it comes to a database. */
class DatabaseStartTest {
  static Stream<Supplier<TestDatabase>> databases() {
    return Stream.of(TestDatabase::postgreSql, TestDatabase::h2);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void nodesThatStartAtOnceMakeOneSchema(Supplier<TestDatabase> kind) throws Exception {
    try (var rows = kind.get()) {
      Callable<Database> start = () -> new Database(rows.settings());
      var nodes = Executors.newFixedThreadPool(3);
      try {
        for (var started : nodes.invokeAll(List.of(start, start, start))) {
          try (var node = started.get()) {
            assertThat(node.values("SELECT id FROM account")).isEmpty();
          }
        }
      } finally {
        nodes.shutdownNow();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aSchemaThatWasChangedByHandStopsTheStart(Supplier<TestDatabase> kind) {
    try (var rows = kind.get()) {
      rows.node().close();
      rows.execute("UPDATE \"flyway_schema_history\" SET \"checksum\" = 1 WHERE \"version\" = '1'");

      assertThatException().isThrownBy(() -> new Database(rows.settings()).close());
    }
  }
}
