package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.saoma.ticket.Moves;
import io.saoma.ticket.TicketState;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  @Nested
  class OnPostgreSql extends Contract {
    OnPostgreSql() {
      super(TestDatabase::postgreSql);
    }

    /** A server that restarts costs what runs at that moment, and no place in the pool. */
    @Test
    void aLostConnectionCostsOneTransaction() {
      for (int i = 0; i < 2 * rows.settings().poolSize(); i++) {
        var id = given.id();

        assertThatException()
            .isThrownBy(
                () ->
                    database.inOne(
                        () -> {
                          insert(database, id);
                          return database.values("SELECT pg_terminate_backend(pg_backend_pid())");
                        }));

        assertThat(exists(database, id)).isFalse();
      }
      insert(database, given.id());
    }

    /** The server's messages quote whole rows: hashes of bearer values, and where people are. */
    @Test
    void aRefusedRowIsNotQuoted() {
      var ticket = given.in(TicketState.DISPLAYED);

      assertThatException()
          .isThrownBy(
              () ->
                  database.change("UPDATE ticket SET state = 'SCANNED' WHERE id = ?1", ticket.id()))
          .withMessageContaining("ticket_owner")
          .withMessageNotContaining(ticket.binding().orElseThrow().browserHash())
          .withMessageNotContaining("Windows");
    }
  }

  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(TestDatabase::h2);
    }

    @Test
    void everyCommitIsWrittenBeforeItIsAcknowledged() {
      assertThat(
              database.values(
                  "SELECT setting_value FROM information_schema.settings "
                      + "WHERE setting_name = 'WRITE_DELAY'"))
          .isNotEmpty()
          .allMatch("0"::equals);
    }

    @Test
    void nobodyCanAskForAWriteDelay() {
      var delayed =
          new DatabaseSettings("jdbc:h2:mem:delayed;WRITE_DELAY=500", "saoma", Optional.empty(), 1);

      assertThatException().isThrownBy(() -> new Database(delayed).close());
    }
  }

  @Test
  void aDatabaseThatIsNotThereStopsTheStart() {
    var nowhere =
        new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/none", "saoma", Optional.empty(), 1);

    assertThatException().isThrownBy(() -> new Database(nowhere).close());
  }

  abstract static class Contract extends StoreContract {
    private final Database otherNode;

    Contract(Supplier<TestDatabase> rows) {
      super(rows);
      this.otherNode = this.rows.node();
    }

    @Test
    void whatHappensInOneHappensTogether() {
      var first = given.id();
      var second = given.id();

      var result =
          database.inOne(
              () -> {
                insert(database, first);
                insert(database, second);
                assertThat(exists(database, first)).isTrue();
                assertThat(exists(otherNode, first)).isFalse();
                return "done";
              });

      assertThat(result).isEqualTo("done");
      assertThat(exists(otherNode, first)).isTrue();
      assertThat(exists(otherNode, second)).isTrue();
    }

    @Test
    void aFailureTakesBackEverything() {
      var id = given.id();

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  database.inOne(
                      () -> {
                        insert(database, id);
                        throw new IllegalStateException("failed");
                      }))
          .withMessage("failed");

      assertThat(exists(database, id)).isFalse();
    }

    @Test
    void anErrorTakesBackEverythingToo() {
      var id = given.id();

      assertThat(
              catchThrowable(
                  () ->
                      database.inOne(
                          () -> {
                            insert(database, id);
                            throw new StackOverflowError();
                          })))
          .isInstanceOf(StackOverflowError.class);

      assertThat(exists(database, id)).isFalse();
    }

    @Test
    void aTransactionInsideAnotherIsPartOfIt() {
      var outer = given.id();
      var inner = given.id();

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  database.inOne(
                      () -> {
                        insert(database, outer);
                        database.inOne(() -> insert(database, inner));
                        throw new IllegalStateException("failed after the inner one");
                      }));

      assertThat(exists(database, outer)).isFalse();
      assertThat(exists(database, inner)).isFalse();
    }

    /** Half of the steps of one must not be kept because somebody outside went on. */
    @Test
    void whatFailedInsideCannotBeKeptOutside() {
      var outer = given.id();
      var half = given.id();

      assertThatException()
          .isThrownBy(
              () ->
                  database.inOne(
                      () -> {
                        insert(database, outer);
                        assertThatIllegalStateException()
                            .isThrownBy(
                                () ->
                                    database.inOne(
                                        () -> {
                                          insert(database, half);
                                          throw new IllegalStateException("failed half way");
                                        }));
                        return "went on";
                      }));

      assertThat(exists(database, half)).isFalse();
      assertThat(exists(database, outer)).isFalse();
    }

    @Test
    void aThreadIsFreeAfterAFailure() {
      var id = given.id();
      assertThatException().isThrownBy(() -> database.change("UPDATE nothing SET x = 1"));

      insert(database, id);

      assertThat(exists(otherNode, id)).isTrue();
    }

    @Test
    void failuresLeaveTheirConnectionsToOthers() {
      for (int i = 0; i < 3 * rows.settings().poolSize(); i++) {
        assertThatException()
            .isThrownBy(
                () ->
                    database.inOne(
                        () -> {
                          insert(database, given.id());
                          return database.change("UPDATE nothing SET x = 1");
                        }));
      }

      insert(database, given.id());
    }

    /** Two deployments in one server, or two nodes in a test. */
    @Test
    void twoDatabasesOnOneThreadDoNotMix() {
      var mine = given.id();
      var others = given.id();

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  database.inOne(
                      () -> {
                        insert(database, mine);
                        insert(otherNode, others);
                        throw new IllegalStateException("failed");
                      }));

      assertThat(exists(database, mine)).isFalse();
      assertThat(exists(database, others)).isTrue();
    }

    /** The shared cache would show what was there when somebody last looked. */
    @Test
    void anotherNodesWritesAreNotHiddenByACache() {
      var id = given.interaction();
      var interactions = new JpaInteractions(otherNode);
      assertThat(interactions.find(id).orElseThrow().version()).isOne();
      assertThat(version(otherNode, id.value())).isOne();

      new JpaInteractions(database).touch(id);

      assertThat(interactions.find(id).orElseThrow().version()).isEqualTo(2);
      assertThat(version(otherNode, id.value())).isEqualTo(2);
    }

    /** What a transaction's own clock would let pass: it stands still from the beginning. */
    @Test
    void aDeadlinePassesInsideATransaction() {
      var tickets = new JpaTickets(database);
      var seen = given.in(TicketState.DISPLAYED);

      var taken =
          database.inOne(
              () -> {
                given.shift("ticket", "deadline", "id", seen.id(), Duration.ofSeconds(1));
                var deadline = database.now().plusSeconds(1);
                while (!database.now().isAfter(deadline)) {
                  Thread.onSpinWait();
                }
                return tickets.move(seen, Moves.scanned(given.scan()));
              });

      assertThat(taken).isFalse();
    }

    @Test
    void aRowIsNewOnce() {
      var id = given.id();
      var insert = "INSERT INTO account (id, enabled, created_at) VALUES (?1, TRUE, ?2)";
      var now = OffsetDateTime.now(ZoneOffset.UTC);

      assertThat(database.insertNew(insert, id, now)).isTrue();
      assertThat(database.insertNew(insert, id, now)).isFalse();
      assertThat(otherNode.insertNew(insert, id, now)).isFalse();
    }

    @Test
    void oneOfManyInsertsARow() {
      var now = OffsetDateTime.now(ZoneOffset.UTC);
      var results =
          Race.run(
              40,
              round -> given.id(),
              (id, contender) ->
                  (contender % 2 == 0 ? database : otherNode)
                      .insertNew(
                          "INSERT INTO account (id, enabled, created_at) VALUES (?1, TRUE, ?2)",
                          id,
                          now));

      for (var round : results) {
        assertThat(round).filteredOn(new Race.Won<>(true)::equals).hasSize(1);
        assertThat(round).filteredOn(new Race.Won<>(false)::equals).hasSize(Race.THREADS - 1);
      }
    }

    /** The second waits for the first, and is in time when the first gives up. */
    @Test
    void aRowThatWasTakenBackIsFreeAgain() throws Exception {
      var id = given.id();
      var second =
          new Waiting<>(
              () ->
                  otherNode.insertNew(
                      "INSERT INTO account (id, enabled, created_at) "
                          + "VALUES (?1, TRUE, clock_timestamp())",
                      id));

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  database.inOne(
                      () -> {
                        insert(database, id);
                        second.startedAndBlocked(rows);
                        throw new IllegalStateException("gave up");
                      }));

      assertThat(second.result()).isTrue();
      assertThat(exists(database, id)).isTrue();
    }

    @Test
    void migratingAgainChangesNothing() {
      var id = given.id();
      insert(database, id);
      var before = database.values("SELECT \"version\" FROM \"flyway_schema_history\"");

      var again = rows.node();

      assertThat(exists(again, id)).isTrue();
      assertThat(again.values("SELECT \"version\" FROM \"flyway_schema_history\""))
          .isEqualTo(before);
    }

    static boolean insert(Database node, String id) {
      return node.insertNew(
          "INSERT INTO account (id, enabled, created_at) VALUES (?1, TRUE, clock_timestamp())", id);
    }

    static boolean exists(Database node, String id) {
      return !node.values("SELECT id FROM account WHERE id = ?1", id).isEmpty();
    }

    private static long version(Database node, String id) {
      return node.read(InteractionRow.class, "SELECT i FROM InteractionRow i WHERE i.id = ?1", id)
          .get(0)
          .toInteraction(Instant.EPOCH)
          .version();
    }
  }
}
