package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.account.AccountId;
import io.saoma.ticket.Deadlines;
import io.saoma.ticket.Move;
import io.saoma.ticket.Moves;
import io.saoma.ticket.NewTicket;
import io.saoma.ticket.Ticket;
import io.saoma.ticket.TicketKind;
import io.saoma.ticket.TicketState;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** R02: 24 contenders on three nodes go for one step, and one of them takes it. */
class TicketRaceTest {
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
    /** Of the steps that everything hangs on. */
    private static final int ROUNDS = 200;

    /** Of what takes several statements. */
    private static final int FEWER_ROUNDS = 40;

    private final List<Database> nodes;
    private final List<AccountId> people;

    Contract(Supplier<TestDatabase> rows) {
      super(rows);
      this.nodes = List.of(database, this.rows.node(), this.rows.node());
      this.people = Stream.generate(given::account).limit(Race.THREADS).toList();
    }

    /** Q12: the second phone learns nothing, because the first one's scan is the only one. */
    @Test
    void Q12_R02_oneOfManyPhonesScans() {
      var scans = Stream.generate(given::scan).limit(Race.THREADS).toList();

      var winners = race(TicketState.DISPLAYED, contender -> Moves.scanned(scans.get(contender)));

      assertThat(winners)
          .allSatisfy(
              winner -> {
                assertThat(winner.ticket().state()).isEqualTo(TicketState.SCANNED);
                assertThat(winner.ticket().holder().orElseThrow().ownerHash())
                    .isEqualTo(scans.get(winner.contender()).ownerHash());
              });
    }

    @Test
    void R02_oneOfManyConfirmationsHolds() {
      var winners = race(TicketState.SCANNED, contender -> Moves.confirmed(people.get(contender)));

      assertThat(winners)
          .allSatisfy(
              winner ->
                  assertThat(winner.ticket().holder().orElseThrow().account())
                      .contains(people.get(winner.contender())));
    }

    /** Q13 and Q15: whatever came first, the others did not happen. */
    @Test
    void R02_confirmingDenyingAndBlockingExcludeEachOther() {
      var winners =
          race(
              TicketState.SCANNED,
              contender ->
                  switch (contender % 4) {
                    case 0 -> Moves.confirmed(people.get(contender));
                    case 1 -> Moves.awaitTypeback(people.get(contender));
                    case 2 -> Moves.ended(TicketState.SCANNED, TicketState.DENIED);
                    default -> Moves.ended(TicketState.SCANNED, TicketState.BLOCKED);
                  });

      assertThat(winners)
          .allSatisfy(
              winner ->
                  assertThat(winner.ticket().state())
                      .isEqualTo(
                          switch (winner.contender() % 4) {
                            case 0 -> TicketState.CONFIRMED;
                            case 1 -> TicketState.AWAIT_TYPEBACK;
                            case 2 -> TicketState.DENIED;
                            default -> TicketState.BLOCKED;
                          }));
    }

    @Test
    void R02_theRightDigitsCountOnce() {
      assertThat(race(TicketState.AWAIT_TYPEBACK, contender -> Moves.typedBack()))
          .allSatisfy(winner -> assertThat(winner.ticket().tries()).isZero());
    }

    /** 24 guesses sent at once are one guess: each is good for the version it was made on. */
    @Test
    void R02_guessesAtOnceAreOneGuess() {
      assertThat(race(TicketState.AWAIT_TYPEBACK, contender -> Moves.wrongDigits()))
          .allSatisfy(winner -> assertThat(winner.ticket().tries()).isOne());
    }

    /** Q03: "double login". */
    @Test
    void R02_oneOfManyCollectsTheTicket() {
      assertThat(race(TicketState.CONFIRMED, contender -> Moves.consumed()))
          .allSatisfy(
              winner -> assertThat(winner.ticket().state()).isEqualTo(TicketState.CONSUMED));
    }

    /** I1: an old and a new picture and the typed code name one login between them. */
    @Test
    void R02_oneOfManySiblingsIsScanned() {
      var results =
          Race.run(
              FEWER_ROUNDS,
              round -> siblings(),
              (siblings, contender) ->
                  scanned(nodes.get(contender % nodes.size()), siblings.get(contender % 3)));

      assertThat(results).hasSize(FEWER_ROUNDS).allSatisfy(Contract::assertOneWinner);
    }

    /** A page asks for the next picture at the moment in which the old one is scanned. */
    @Test
    void R02_aScanAndARotationDoNotBlockEachOther() {
      var results =
          Race.run(
              FEWER_ROUNDS,
              round -> siblings(),
              (siblings, contender) -> {
                var node = nodes.get(contender % nodes.size());
                return contender % 2 == 0
                    ? scanned(node, siblings.get(contender % 3))
                    : rotated(node, siblings.get(0));
              });

      assertThat(results)
          .hasSize(FEWER_ROUNDS)
          .allSatisfy(
              round -> assertThat(round).allMatch(outcome -> outcome instanceof Race.Won<Boolean>));
      assertThat(results)
          .allSatisfy(
              round ->
                  assertThat(round.stream().filter(new Race.Won<>(true)::equals).count())
                      .isLessThanOrEqualTo(1));
    }

    /** A typed code that two pages were given by chance opens one login. */
    @Test
    void R02_oneOfManyTicketsGetsAName() {
      var interactions = Stream.generate(given::interaction).limit(Race.THREADS).toList();

      var results =
          Race.run(
              FEWER_ROUNDS,
              round -> given.newTicket(interactions.get(0), TicketKind.TYPED, 1),
              (first, contender) ->
                  new JpaTickets(nodes.get(contender % nodes.size()))
                      .display(
                          new NewTicket(
                              given.id(),
                              interactions.get(contender),
                              first.connectorId(),
                              first.kind(),
                              first.name(),
                              first.sequence(),
                              first.stays(),
                              first.binding())));

      assertThat(results).hasSize(FEWER_ROUNDS).allSatisfy(Contract::assertOneWinner);
    }

    private List<Ticket> siblings() {
      var interaction = given.interaction();
      return List.of(
          given.displayed(interaction, TicketKind.QR, 1),
          given.displayed(interaction, TicketKind.QR, 2),
          given.displayed(interaction, TicketKind.TYPED, 1));
    }

    /** As a scan does it: the interaction's row comes first, whoever changes its tickets. */
    private boolean scanned(Database node, Ticket ticket) {
      var tickets = new JpaTickets(node);
      return node.inOne(
          () -> {
            new JpaInteractions(node).touch(ticket.interaction().orElseThrow());
            var first = tickets.move(ticket, Moves.scanned(given.scan()));
            if (first) {
              supersedeOthers(tickets, ticket);
            }
            return first;
          });
    }

    private static void supersedeOthers(JpaTickets tickets, Ticket ticket) {
      tickets.of(ticket.interaction().orElseThrow()).stream()
          .filter(sibling -> sibling.state() == TicketState.DISPLAYED)
          .forEach(
              sibling ->
                  tickets.move(
                      sibling, Moves.ended(TicketState.DISPLAYED, TicketState.SUPERSEDED)));
    }

    private boolean rotated(Database node, Ticket ticket) {
      return node.inOne(
          () -> {
            new JpaInteractions(node).touch(ticket.interaction().orElseThrow());
            new JpaTickets(node)
                .retirePictures(ticket.interaction().orElseThrow(), Deadlines.OVERLAP);
            return false;
          });
    }

    /** All contenders take their step from one reading of a ticket; who took it, round by round. */
    private List<Winner> race(TicketState from, IntFunction<Move> move) {
      var tickets = nodes.stream().map(JpaTickets::new).toList();
      BiFunction<Ticket, Integer, Winner> attempt =
          (seen, contender) ->
              new Winner(
                  contender,
                  seen,
                  tickets.get(contender % tickets.size()).move(seen, move.apply(contender)));
      var results = Race.run(ROUNDS, round -> given.in(from), attempt);
      assertThat(results).hasSize(ROUNDS);
      return results.stream().map(this::onlyWinner).toList();
    }

    private Winner onlyWinner(List<Race.Outcome<Winner>> round) {
      assertThat(round).hasSize(Race.THREADS);
      assertThat(round).allMatch(outcome -> outcome instanceof Race.Won<Winner>);
      var winners =
          round.stream()
              .map(outcome -> ((Race.Won<Winner>) outcome).value())
              .filter(Winner::took)
              .toList();
      assertThat(winners).hasSize(1);
      var winner = winners.get(0);
      var after = given.again(winner.ticket().id());
      assertThat(after.version()).isEqualTo(winner.ticket().version() + 1);
      return new Winner(winner.contender(), after, true);
    }

    private static void assertOneWinner(List<? extends Race.Outcome<Boolean>> round) {
      assertThat(round)
          .hasSize(Race.THREADS)
          .allMatch(outcome -> outcome instanceof Race.Won<Boolean>);
      assertThat(
              IntStream.range(0, round.size())
                  .filter(i -> round.get(i).equals(new Race.Won<>(true))))
          .hasSize(1);
    }

    /** Who went for a step, and whether it was taken. */
    private record Winner(int contender, Ticket ticket, boolean took) {}
  }
}
