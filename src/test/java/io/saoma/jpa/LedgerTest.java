package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.saoma.oauth.InteractionId;
import io.saoma.ticket.Ledger;
import io.saoma.ticket.Moves;
import io.saoma.ticket.Ticket;
import io.saoma.ticket.TicketKind;
import io.saoma.ticket.TicketState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A step as a whole: what else it ends, what it leaves written, and whom it wakes when. */
class LedgerTest {
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
    private final List<TicketState> woken = new ArrayList<>();
    private final JpaTickets otherNode;
    private final Ledger ledger;

    Contract(Supplier<TestDatabase> rows) {
      super(rows);
      this.otherNode = new JpaTickets(this.rows.node());
      this.ledger =
          new Ledger(
              database,
              new JpaTickets(database),
              new JpaInteractions(database),
              new JpaAudit(database),
              this::wake);
    }

    @BeforeEach
    void nobodyIsWoken() {
      woken.clear();
    }

    /** A page that is woken looks by another connection. */
    private void wake(InteractionId interaction) {
      otherNode.of(interaction).stream()
          .filter(ticket -> ticket.kind() == TicketKind.QR)
          .map(Ticket::state)
          .forEach(woken::add);
    }

    /** I16: one row for every step, in its transaction. */
    @ParameterizedTest
    @MethodSource("io.saoma.jpa.Protocol#steps")
    void everyStepHasOneRow(Protocol.Step step) {
      var seen = given.in(step.from());
      var move = step.move().apply(given);

      assertThat(ledger.take(seen, move, "qr_tested")).isTrue();
      assertThat(ledger.take(seen, move, "qr_tested")).isFalse();

      assertThat(events(seen)).containsExactly("qr_tested");
    }

    /** I16, for the steps that no phone takes. */
    @Test
    void whatIsSupersededHasARowOfItsOwn() {
      var interaction = given.interaction();
      var old = given.displayed(interaction, TicketKind.QR, 1);
      var typed = given.displayed(interaction, TicketKind.TYPED, 1);
      var scanned = given.displayed(interaction, TicketKind.QR, 2);

      ledger.take(scanned, Moves.scanned(given.scan()), "qr_scanned");

      assertThat(events(scanned)).containsExactly("qr_scanned");
      for (var sibling : List.of(old, typed)) {
        assertThat(events(sibling)).containsExactly("qr_superseded");
        assertThat(given.again(sibling.id()))
            .extracting(Ticket::state, Ticket::version)
            .containsExactly(TicketState.SUPERSEDED, sibling.version() + 1);
      }
    }

    /** Also a picture that was forwarded, or scanned by somebody whom the upstream blocks. */
    @ParameterizedTest
    @EnumSource(names = {"SCANNED", "DENIED", "BLOCKED"})
    void nothingOfAPageOutlivesWhatBecameOfItsLogin(TicketState end) {
      var interaction = given.interaction();
      var typed = given.displayed(interaction, TicketKind.TYPED, 1);
      var picture = given.displayed(interaction, TicketKind.QR, 1);
      var move =
          end == TicketState.SCANNED
              ? Moves.scanned(given.scan())
              : Moves.ended(TicketState.DISPLAYED, end);

      ledger.take(picture, move, "qr_tested");

      assertThat(given.again(typed.id()).state()).isEqualTo(TicketState.SUPERSEDED);
    }

    @Test
    void otherInteractionsAreLeftAlone() {
      var other = given.in(TicketState.DISPLAYED);
      var before = given.row(other);

      ledger.take(given.in(TicketState.DISPLAYED), Moves.scanned(given.scan()), "qr_scanned");

      assertThat(given.row(other)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
        value = TicketState.class,
        mode = EnumSource.Mode.EXCLUDE,
        names = {"POOLED", "DISPLAYED", "BURNED"})
    void onlyWhatIsOnThePageIsSuperseded(TicketState state) {
      var other = given.in(state);
      var before = given.row(other);
      var picture = given.displayed(other.interaction().orElseThrow());

      ledger.take(picture, Moves.scanned(given.scan()), "qr_scanned");

      assertThat(given.row(other)).isEqualTo(before);
    }

    /** I3 and I9: expired is final, although nothing is written when it happens. */
    @Test
    void anExpiredTicketIsNotSuperseded() {
      var interaction = given.interaction();
      var expired = given.displayed(interaction, TicketKind.QR, 1);
      given.deadline(expired, Duration.ofSeconds(-1));
      var before = given.row(expired);

      ledger.take(
          given.displayed(interaction, TicketKind.QR, 2),
          Moves.scanned(given.scan()),
          "qr_scanned");

      assertThat(given.row(expired)).isEqualTo(before);
      assertThat(events(expired)).isEmpty();
    }

    @Test
    void aPageIsWokenToWhatIsTrueForEverybody() {
      var seen = given.in(TicketState.DISPLAYED);

      var before =
          database.inOne(
              () -> {
                ledger.take(seen, Moves.scanned(given.scan()), "qr_scanned");
                return List.copyOf(woken);
              });

      assertThat(before).isEmpty();
      assertThat(woken).containsExactly(TicketState.SCANNED);
    }

    @Test
    void aStepThatIsTakenBackWakesNobody() {
      var seen = given.in(TicketState.DISPLAYED);

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  database.inOne(
                      () -> {
                        ledger.take(seen, Moves.scanned(given.scan()), "qr_scanned");
                        throw new IllegalStateException("something else failed");
                      }));

      assertThat(woken).isEmpty();
      assertThat(events(seen)).isEmpty();
      assertThat(given.again(seen.id()).state()).isEqualTo(TicketState.DISPLAYED);
    }

    private List<String> events(Ticket ticket) {
      return database
          .values("SELECT event FROM audit_event WHERE ticket_id = ?1 ORDER BY id", ticket.id())
          .stream()
          .map(String.class::cast)
          .toList();
    }
  }
}
