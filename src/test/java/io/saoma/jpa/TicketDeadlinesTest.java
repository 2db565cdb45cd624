package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.ticket.Deadlines;
import io.saoma.ticket.Moves;
import io.saoma.ticket.Ticket;
import io.saoma.ticket.TicketKind;
import io.saoma.ticket.TicketState;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Q16: late use at any state. */
class TicketDeadlinesTest {
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
    /** What a slow machine may take between a step and the look at it. */
    private static final Duration SLACK = Duration.ofSeconds(20);

    private final JpaTickets tickets;

    Contract(Supplier<TestDatabase> rows) {
      super(rows);
      this.tickets = new JpaTickets(database);
    }

    @ParameterizedTest
    @MethodSource("io.saoma.jpa.Protocol#steps")
    void aStepAfterTheDeadlineIsRefused(Protocol.Step step) {
      var late = given.in(step.from());
      given.deadline(late, Duration.ofSeconds(-1));
      var before = given.row(late);

      assertThat(tickets.move(late, step.move().apply(given))).isFalse();

      assertThat(given.row(late)).isEqualTo(before);
      assertThat(given.again(late.id()).isExpired()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.saoma.jpa.Protocol#steps")
    void aStepAtTheVeryDeadlineIsRefused(Protocol.Step step) {
      var late = given.in(step.from());
      given.deadline(late, Duration.ZERO);

      assertThat(tickets.move(late, step.move().apply(given))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.saoma.jpa.Protocol#steps")
    void aStepBeforeTheDeadlineIsTaken(Protocol.Step step) {
      var early = given.in(step.from());
      given.deadline(early, SLACK);

      assertThat(given.again(early.id()).isLive()).isTrue();
      assertThat(tickets.move(early, step.move().apply(given))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"DISPLAYED", "SCANNED", "AWAIT_TYPEBACK", "CONFIRMED"})
    void everyStateHasItsOwnTime(TicketState state) {
      var stays =
          switch (state) {
            case DISPLAYED -> Deadlines.DISPLAYED;
            case SCANNED -> Deadlines.SCANNED;
            case AWAIT_TYPEBACK -> Deadlines.AWAIT_TYPEBACK;
            case CONFIRMED -> Deadlines.CONFIRMED;
            case POOLED, CONSUMED, DENIED, SUPERSEDED, BLOCKED, BURNED ->
                throw new AssertionError(state);
          };

      assertStays(given.in(state), stays);
    }

    @Test
    void theDigitsTypedGiveTheTimeOfAConfirmation() {
      var awaiting = given.in(TicketState.AWAIT_TYPEBACK);

      assertStays(given.moved(awaiting, Moves.typedBack()), Deadlines.CONFIRMED);
    }

    @Test
    void aTypedCodeStaysLongerOnThePage() {
      var typed = given.displayed(given.interaction(), TicketKind.TYPED, 1);

      assertStays(typed, Deadlines.TYPED_CODE);
    }

    /** A wrong guess buys no time for the next one. */
    @Test
    void wrongDigitsKeepTheDeadline() {
      var awaiting = given.in(TicketState.AWAIT_TYPEBACK);
      var before = deadline(awaiting);

      given.moved(awaiting, Moves.wrongDigits());

      assertThat(deadline(awaiting)).isEqualTo(before);
    }

    @Test
    void readingTheNoticeEndsEightMinutesAfterTheDisplay() {
      var displayed = given.in(TicketState.DISPLAYED);
      given.shift("ticket", "hard_deadline", "id", displayed.id(), SLACK);

      var scanned = given.moved(displayed, Moves.scanned(given.scan()));

      assertThat(scanned.remaining()).isBetween(Duration.ofMillis(1), SLACK);
    }

    @Test
    void theEightMinutesBeginWithTheDisplay() {
      var displayed = given.in(TicketState.DISPLAYED);

      var eightMinutes =
          database.values(
              """
              SELECT id FROM ticket WHERE id = ?1
                AND hard_deadline > displayed_at + 479 * INTERVAL '1' SECOND
                AND hard_deadline < displayed_at + 481 * INTERVAL '1' SECOND
              """,
              displayed.id());

      assertThat(eightMinutes).hasSize(1);
    }

    /** The waiting statement sees what its predecessor left, and no deadline of before the wait. */
    @Test
    void aDeadlineCutWhileAStepWaitedForTheRowHolds() throws Exception {
      var seen = given.in(TicketState.DISPLAYED);
      var move = Moves.scanned(given.scan());
      var waiting = new Waiting<>(() -> tickets.move(seen, move));

      database.inOne(
          () -> {
            given.deadline(seen, Duration.ofSeconds(-1));
            return waiting.startedAndBlocked(rows);
          });

      assertThat(waiting.result()).isFalse();
      assertThat(given.again(seen.id()).state()).isEqualTo(TicketState.DISPLAYED);
    }

    private Object deadline(Ticket ticket) {
      return database.values("SELECT deadline FROM ticket WHERE id = ?1", ticket.id()).get(0);
    }

    private static void assertStays(Ticket ticket, Duration stays) {
      assertThat(ticket.remaining()).isGreaterThan(stays.minus(SLACK)).isLessThanOrEqualTo(stays);
    }
  }
}
