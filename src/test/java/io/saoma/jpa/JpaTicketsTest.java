package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.saoma.oauth.InteractionId;
import io.saoma.ticket.Deadlines;
import io.saoma.ticket.Move;
import io.saoma.ticket.Moves;
import io.saoma.ticket.NewTicket;
import io.saoma.ticket.PicturePool;
import io.saoma.ticket.Surroundings;
import io.saoma.ticket.Ticket;
import io.saoma.ticket.TicketKind;
import io.saoma.ticket.TicketState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JpaTicketsTest {
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
    private final JpaTickets tickets;

    Contract(Supplier<TestDatabase> rows) {
      super(rows);
      this.tickets = new JpaTickets(database);
    }

    @Test
    void aNewTicketIsReadAsItWasDisplayed() {
      var ticket = given.newTicket(given.interaction(), TicketKind.QR, 3);

      assertThat(tickets.display(ticket)).isTrue();

      var read = tickets.find(ticket.id()).orElseThrow();
      assertThat(read.interaction()).contains(ticket.interaction());
      assertThat(read.connectorId()).isEqualTo(ticket.connectorId());
      assertThat(read.kind()).isEqualTo(TicketKind.QR);
      assertThat(read.state()).isEqualTo(TicketState.DISPLAYED);
      assertThat(read.version()).isOne();
      assertThat(read.sequence()).isEqualTo(3);
      assertThat(read.binding()).contains(ticket.binding());
      assertThat(read.holder()).isEmpty();
      assertThat(read.tries()).isZero();
      assertThat(read.age()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
      assertThat(read.isLive()).isTrue();
    }

    @Test
    void aBrowserWithoutADeviceCookieIsBoundToo() {
      var made = given.newTicket(given.interaction(), TicketKind.TYPED, 1);
      var binding =
          new Ticket.Binding(made.binding().browserHash(), Optional.empty(), Surroundings.UNKNOWN);

      assertThat(tickets.display(withBinding(made, binding))).isTrue();

      assertThat(tickets.find(made.id()).orElseThrow().binding()).contains(binding);
    }

    @Test
    void onlyItsNameNamesATicket() {
      var ticket = given.newTicket(given.interaction(), TicketKind.QR, 1);
      tickets.display(ticket);

      assertThat(tickets.named(ticket.name())).map(Ticket::id).contains(ticket.id());
      assertThat(tickets.named(ticket.id())).isEmpty();
      assertThat(tickets.named(ticket.name() + " ")).isEmpty();
      assertThat(tickets.named("")).isEmpty();
      assertThat(tickets.find(ticket.name())).isEmpty();
    }

    @Test
    void aCopyOfTheDatabaseHoldsNoName() {
      var ticket = given.newTicket(given.interaction(), TicketKind.TYPED, 1);
      tickets.display(ticket);

      assertThat(rows.dump()).contains(ticket.id()).doesNotContain(ticket.name());
    }

    @Test
    void aNameThatIsTakenIsRefusedAndStaysTheFirstOnes() {
      var first = given.newTicket(given.interaction(), TicketKind.TYPED, 1);
      var second = withName(given.newTicket(given.interaction(), TicketKind.TYPED, 1), first);

      assertThat(tickets.display(first)).isTrue();
      assertThat(tickets.display(second)).isFalse();

      assertThat(tickets.named(first.name())).map(Ticket::id).contains(first.id());
      assertThat(tickets.find(second.id())).isEmpty();
    }

    @Test
    void aTicketOfNoInteractionIsRefused() {
      var stray = given.newTicket(new InteractionId(given.id()), TicketKind.QR, 1);

      assertThatException().isThrownBy(() -> tickets.display(stray));

      assertThat(tickets.find(stray.id())).isEmpty();
    }

    @Test
    void theTicketsOfAnInteractionAreReadOldestFirst() {
      var interaction = given.interaction();
      var third = given.displayed(interaction, TicketKind.QR, 3);
      var first = given.displayed(interaction, TicketKind.TYPED, 1);
      var second = given.displayed(interaction, TicketKind.QR, 2);
      given.in(TicketState.DISPLAYED);

      assertThat(tickets.of(interaction))
          .extracting(Ticket::id)
          .containsExactly(first.id(), second.id(), third.id());
      assertThat(tickets.of(given.interaction())).isEmpty();
    }

    /** I2: no state is skipped, and every step raises the version by one. */
    @ParameterizedTest
    @MethodSource("io.saoma.jpa.Protocol#steps")
    void aStepIsTakenFromItsState(Protocol.Step step) {
      var seen = given.in(step.from());

      assertThat(tickets.move(seen, step.move().apply(given))).isTrue();

      var after = given.again(seen.id());
      assertThat(after.state()).isEqualTo(step.to());
      assertThat(after.version()).isEqualTo(seen.version() + 1);
      assertThat(after.binding()).isEqualTo(seen.binding());
    }

    /** I3: this holds for the terminal states too, which no step leaves. */
    @ParameterizedTest
    @MethodSource("io.saoma.jpa.Protocol#stepsElsewhere")
    void aStepIsTakenFromNoOtherState(Protocol.Step step, TicketState state) {
      var seen = given.in(state);
      var before = given.row(seen);

      assertThat(tickets.move(seen, step.move().apply(given))).isFalse();

      assertThat(given.row(seen)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("io.saoma.jpa.Protocol#steps")
    void aStepIsTakenOnTheSeenVersionOnly(Protocol.Step step) {
      var now = given.in(step.from());
      var before = given.row(now);

      for (int version : new int[] {now.version() - 1, now.version() + 1, 0}) {
        assertThat(tickets.move(withVersion(now, version), step.move().apply(given))).isFalse();
      }

      assertThat(given.row(now)).isEqualTo(before);
    }

    /** Q03: a step that was taken cannot be taken again by whoever still has the old reading. */
    @ParameterizedTest
    @MethodSource("io.saoma.jpa.Protocol#steps")
    void aStepIsTakenOnce(Protocol.Step step) {
      var seen = given.in(step.from());
      given.moved(seen, step.move().apply(given));
      var after = given.row(seen);

      assertThat(tickets.move(seen, step.move().apply(given))).isFalse();

      assertThat(given.row(seen)).isEqualTo(after);
    }

    @Test
    void aStepMovesNoOtherTicket() {
      var interaction = given.interaction();
      var other = given.displayed(interaction, TicketKind.QR, 1);
      var before = given.row(other);

      given.moved(given.displayed(interaction, TicketKind.QR, 2), Moves.scanned(given.scan()));

      assertThat(given.row(other)).isEqualTo(before);
    }

    /** I4: whoever comes later cannot make the ticket theirs. */
    @Test
    void whatTheScanFixedStaysForGood() {
      var scan = given.scan();
      var scanned = given.moved(given.in(TicketState.DISPLAYED), Moves.scanned(scan));
      var account = given.account();

      var awaiting = given.moved(scanned, Moves.awaitTypeback(account));
      var again =
          new Move(
              TicketState.AWAIT_TYPEBACK,
              TicketState.AWAIT_TYPEBACK,
              null,
              given.scan(),
              given.account(),
              0);
      var consumed =
          given.moved(
              given.moved(given.moved(awaiting, again), Moves.typedBack()), Moves.consumed());

      var holder = consumed.holder().orElseThrow();
      assertThat(holder.ownerHash()).isEqualTo(scan.ownerHash());
      assertThat(holder.scanCodeHash()).isEqualTo(scan.scanCodeHash());
      assertThat(holder.launch()).isEqualTo(scan.launch());
      assertThat(holder.contextDigest()).isEqualTo(scan.contextDigest());
      assertThat(holder.account()).contains(account);
    }

    @Test
    void aScannedTicketHasAnOwnerAndNoAccountYet() {
      var holder = given.in(TicketState.SCANNED).holder().orElseThrow();

      assertThat(holder.account()).isEmpty();
      assertThat(holder.confirmedAt()).isEmpty();
    }

    /** The level of the sign-in follows from it, so it is written when digits are asked for. */
    @Test
    void aTicketRemembersThatDigitsWereTyped() {
      var awaiting = given.in(TicketState.AWAIT_TYPEBACK);
      var typed = given.moved(given.moved(awaiting, Moves.typedBack()), Moves.consumed());

      assertThat(typed.isTypedBack()).isTrue();
      assertThat(given.in(TicketState.SCANNED).isTypedBack()).isFalse();
      assertThat(given.in(TicketState.CONSUMED).isTypedBack()).isFalse();
    }

    /** The moment of the tap is the sign-in's time: digits typed later do not move it. */
    @Test
    void theTapIsDatedOnceByTheDatabasesClock() {
      var scanned = given.in(TicketState.SCANNED);
      var before = database.now();
      var awaiting = given.moved(scanned, Moves.awaitTypeback(given.account()));
      var after = database.now();
      var tapped = awaiting.holder().orElseThrow().confirmedAt().orElseThrow();

      var consumed = given.moved(given.moved(awaiting, Moves.typedBack()), Moves.consumed());

      assertThat(tapped).isBetween(before.minusMillis(1), after.plusMillis(1));
      assertThat(consumed.holder().orElseThrow().confirmedAt()).contains(tapped);
    }

    @Test
    void wrongDigitsAreCountedAndChangeNothingElse() {
      var awaiting = given.in(TicketState.AWAIT_TYPEBACK);

      var twice = given.moved(given.moved(awaiting, Moves.wrongDigits()), Moves.wrongDigits());
      var denied = given.moved(twice, Moves.outOfTries());

      assertThat(twice.tries()).isEqualTo(2);
      assertThat(twice.holder()).isEqualTo(awaiting.holder());
      assertThat(twice.remaining()).isLessThanOrEqualTo(awaiting.remaining());
      assertThat(denied.state()).isEqualTo(TicketState.DENIED);
      assertThat(denied.tries()).isEqualTo(3);
    }

    /** Q11: what was shown last is what is confirmed; whose the ticket is stays. */
    @Test
    void whatIsShownAnewIsAllThatChanges() {
      var scanned = given.in(TicketState.SCANNED);
      var scan = given.scan();

      var again = given.moved(scanned, Moves.shownAgain(scan));

      var before = scanned.holder().orElseThrow();
      var after = again.holder().orElseThrow();
      assertThat(after.contextDigest()).isEqualTo(scan.contextDigest());
      assertThat(after.ownerHash()).isEqualTo(before.ownerHash());
      assertThat(after.scanCodeHash()).isEqualTo(before.scanCodeHash());
      assertThat(again.remaining()).isLessThanOrEqualTo(scanned.remaining());
    }

    /** A typed code is a name of the login, not of an app. */
    @Test
    void theAppThatScannedIsTheTickets() {
      var typed = given.displayed(given.interaction(), TicketKind.TYPED, 1);
      var scan = new Move.Scan("other", given.hash(), given.hash(), 1001, given.hash());

      assertThat(given.moved(typed, Moves.scanned(scan)).connectorId()).isEqualTo("other");
    }

    /** I17: what was live when the backup was taken may have been spent since. */
    @ParameterizedTest
    @MethodSource("io.saoma.jpa.Protocol#steps")
    void aTicketFromBeforeARestoreIsVoid(Protocol.Step step) {
      var seen = given.in(step.from());
      var move = step.move().apply(given);
      database.change("UPDATE restore_epoch SET epoch = epoch + 1");

      assertThat(tickets.move(seen, move)).isFalse();

      assertThat(given.again(seen.id()).isExpired()).isTrue();
      assertThat(tickets.move(given.in(step.from()), step.move().apply(given))).isTrue();
    }

    /** I17: nor is a picture of before put on a page. */
    @Test
    void aPooledPictureFromBeforeARestoreIsVoid() {
      var pool = new JpaPicturePool(database);
      var connector = given.id();
      var old = given.id();
      pool.add(old, connector, given.token(), new PicturePool.Kept("image/png", new byte[1]));
      var binding = given.newTicket(given.interaction(), TicketKind.QR, 1).binding();
      database.change("UPDATE restore_epoch SET epoch = epoch + 1");

      assertThat(pool.candidate(connector)).isEmpty();
      assertThat(pool.size(connector)).isZero();
      assertThat(pool.assign(old, given.interaction(), 1, binding)).isFalse();
    }

    /** Q17: what remains of a replaced picture is what a camera needs that points at it. */
    @Test
    void aReplacedPictureHasItsOverlapLeft() {
      var interaction = given.interaction();
      var picture = given.displayed(interaction);

      tickets.retirePictures(interaction, Deadlines.OVERLAP);

      var after = given.again(picture.id());
      assertThat(after.state()).isEqualTo(TicketState.DISPLAYED);
      assertThat(after.version()).isEqualTo(picture.version() + 1);
      assertThat(after.remaining()).isBetween(Duration.ofSeconds(1), Deadlines.OVERLAP);
    }

    @Test
    void replacingAPictureNeverGivesItMoreTime() {
      var interaction = given.interaction();
      var picture = given.displayed(interaction);
      given.deadline(picture, Duration.ofSeconds(10));

      tickets.retirePictures(interaction, Deadlines.OVERLAP);

      assertThat(given.again(picture.id()).remaining())
          .isBetween(Duration.ofMillis(1), Duration.ofSeconds(10));
    }

    @Test
    void anExpiredPictureIsNotBroughtBack() {
      var interaction = given.interaction();
      var picture = given.displayed(interaction);
      given.deadline(picture, Duration.ofSeconds(-1));
      var before = given.row(picture);

      tickets.retirePictures(interaction, Deadlines.OVERLAP);

      assertThat(given.row(picture)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
        value = TicketState.class,
        mode = EnumSource.Mode.EXCLUDE,
        names = {"POOLED", "DISPLAYED", "BURNED"})
    void onlyPicturesOnThePageAreRetired(TicketState state) {
      var other = given.in(state);
      var before = given.row(other);

      tickets.retirePictures(other.interaction().orElseThrow(), Deadlines.OVERLAP);

      assertThat(given.row(other)).isEqualTo(before);
    }

    @Test
    void theTypedCodeIsNotRotated() {
      var interaction = given.interaction();
      var typed = given.displayed(interaction, TicketKind.TYPED, 1);
      var elsewhere = given.in(TicketState.DISPLAYED);
      var before = given.row(typed) + given.row(elsewhere);

      tickets.retirePictures(interaction, Deadlines.OVERLAP);

      assertThat(given.row(typed) + given.row(elsewhere)).isEqualTo(before);
    }

    /** I2 and I4 in the schema: not even a statement of ours can leave them out. */
    @Test
    void theSchemaRefusesWhatTheProtocolForbids() {
      var displayed = given.in(TicketState.DISPLAYED);
      var scanned = given.in(TicketState.SCANNED);
      var pooled = given.in(TicketState.POOLED);

      assertSchemaRefuses(displayed, TicketState.SCANNED);
      assertSchemaRefuses(displayed, TicketState.CONFIRMED);
      assertSchemaRefuses(scanned, TicketState.AWAIT_TYPEBACK);
      assertSchemaRefuses(scanned, TicketState.CONFIRMED);
      assertSchemaRefuses(scanned, TicketState.CONSUMED);
      assertSchemaRefuses(pooled, TicketState.DISPLAYED);
    }

    /** One step is one statement: a reading of another node is never older than the commit. */
    @Test
    void anotherNodeReadsEveryStepAtOnce() {
      var other = new JpaTickets(rows.node());
      var seen = given.in(TicketState.DISPLAYED);
      assertThat(other.find(seen.id()).orElseThrow().state()).isEqualTo(TicketState.DISPLAYED);

      var scanned = given.moved(seen, Moves.scanned(given.scan()));

      assertThat(other.find(seen.id()).orElseThrow().state()).isEqualTo(TicketState.SCANNED);
      assertThat(other.move(scanned, Moves.confirmed(given.account()))).isTrue();
      assertThat(given.again(seen.id()).state()).isEqualTo(TicketState.CONFIRMED);
    }

    /** A verdict on a refused step is chosen from what is there, not from what had been read. */
    @Test
    void aSecondReadingInOneTransactionIsFresh() {
      var other = new JpaTickets(rows.node());
      var seen = given.in(TicketState.DISPLAYED);

      var state =
          database.inOne(
              () -> {
                assertThat(given.again(seen.id()).state()).isEqualTo(TicketState.DISPLAYED);
                assertThat(other.move(seen, Moves.scanned(given.scan()))).isTrue();
                return given.again(seen.id()).state();
              });

      assertThat(state).isEqualTo(TicketState.SCANNED);
    }

    private void assertSchemaRefuses(Ticket ticket, TicketState state) {
      assertThatException()
          .as("%s to %s", ticket.state(), state)
          .isThrownBy(
              () ->
                  database.change(
                      "UPDATE ticket SET state = ?1 WHERE id = ?2", state.name(), ticket.id()));
    }

    private static NewTicket withBinding(NewTicket ticket, Ticket.Binding binding) {
      return new NewTicket(
          ticket.id(),
          ticket.interaction(),
          ticket.connectorId(),
          ticket.kind(),
          ticket.name(),
          ticket.sequence(),
          ticket.stays(),
          binding);
    }

    private static NewTicket withName(NewTicket ticket, NewTicket named) {
      return new NewTicket(
          ticket.id(),
          ticket.interaction(),
          ticket.connectorId(),
          ticket.kind(),
          named.name(),
          ticket.sequence(),
          ticket.stays(),
          ticket.binding());
    }

    private static Ticket withVersion(Ticket ticket, int version) {
      return new Ticket(
          ticket.id(),
          ticket.interaction(),
          ticket.connectorId(),
          ticket.kind(),
          ticket.state(),
          version,
          ticket.sequence(),
          ticket.remaining(),
          ticket.age(),
          ticket.binding(),
          ticket.holder(),
          ticket.tries());
    }
  }
}
