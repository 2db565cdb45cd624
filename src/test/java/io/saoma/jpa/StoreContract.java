package io.saoma.jpa;

import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** What a store promises on either database. Every test brings rows of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {
  final TestDatabase rows;
  final Database database;
  final Given given;

  StoreContract(Supplier<TestDatabase> rows) {
    this.rows = rows.get();
    this.database = this.rows.database();
    this.given = new Given(database);
  }

  @AfterAll
  void close() {
    rows.close();
  }
}
