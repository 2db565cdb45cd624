package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.interaction.Interaction;
import io.saoma.ticket.Deadlines;
import io.saoma.ticket.Ledger;
import io.saoma.ticket.Moves;
import io.saoma.ticket.Ticket;
import io.saoma.ticket.TicketKind;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Steps that touch several rows take them in one order: a deadlock is a person's 500. */
class LedgerRaceTest {
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

  abstract static class Contract extends StoreContract {
    private static final int ROUNDS = 40;

    private final JpaTickets tickets;
    private final JpaInteractions interactions;
    private final Ledger ledger;

    Contract(Supplier<TestDatabase> rows) {
      super(rows);
      this.tickets = new JpaTickets(database);
      this.interactions = new JpaInteractions(database);
      this.ledger =
          new Ledger(database, tickets, interactions, new JpaAudit(database), interaction -> {});
    }

    /** The old picture, the new one and the typed code of one page. */
    private record Page(Interaction interaction, List<Ticket> siblings) {}

    /** I1: an old and a new picture and the typed code name one login between them. */
    @Test
    void oneOfManySiblingsIsScanned() {
      var results =
          Race.run(
              ROUNDS,
              round -> page(),
              (page, contender) -> scanned(page.siblings().get(contender % 3)));

      assertThat(results)
          .hasSize(ROUNDS)
          .allSatisfy(
              round -> {
                assertThat(round).allMatch(outcome -> outcome instanceof Race.Won<Boolean>);
                assertThat(round).filteredOn(new Race.Won<>(true)::equals).hasSize(1);
              });
    }

    /** A page asks for its next picture at the moment in which the old one is scanned. */
    @Test
    void aScanAndARotationDoNotBlockEachOther() {
      var results =
          Race.run(
              ROUNDS,
              round -> page(),
              (page, contender) ->
                  contender % 2 == 0
                      ? scanned(page.siblings().get(contender % 3))
                      : rotated(page.interaction()));

      assertThat(results)
          .hasSize(ROUNDS)
          .allSatisfy(
              round -> assertThat(round).allMatch(outcome -> outcome instanceof Race.Won<Boolean>));
    }

    private boolean scanned(Ticket ticket) {
      return ledger.take(ticket, Moves.scanned(given.scan()), "qr_scanned");
    }

    private boolean rotated(Interaction seen) {
      return database.inOne(
          () -> {
            var first = interactions.countPictures(seen, 1);
            if (first) {
              tickets.retirePictures(seen.id(), Deadlines.OVERLAP);
            }
            return first;
          });
    }

    private Page page() {
      var interaction = given.interaction();
      var siblings =
          List.of(
              given.displayed(interaction, TicketKind.QR, 1),
              given.displayed(interaction, TicketKind.QR, 2),
              given.displayed(interaction, TicketKind.TYPED, 1));
      return new Page(interactions.find(interaction).orElseThrow(), siblings);
    }
  }
}
