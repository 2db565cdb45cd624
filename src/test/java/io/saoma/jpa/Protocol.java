package io.saoma.jpa;

import io.saoma.ticket.Move;
import io.saoma.ticket.Moves;
import io.saoma.ticket.TicketState;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The steps of the ticket protocol, each with the only state it leaves. */
final class Protocol {
  private static final List<Step> STEPS =
      List.of(
          step(TicketState.DISPLAYED, TicketState.SCANNED, g -> Moves.scanned(g.scan())),
          end(TicketState.DISPLAYED, TicketState.SUPERSEDED),
          end(TicketState.DISPLAYED, TicketState.DENIED),
          end(TicketState.DISPLAYED, TicketState.BLOCKED),
          step(TicketState.SCANNED, TicketState.SCANNED, g -> Moves.shownAgain(g.scan())),
          step(TicketState.SCANNED, TicketState.CONFIRMED, g -> Moves.confirmed(g.account())),
          step(
              TicketState.SCANNED,
              TicketState.AWAIT_TYPEBACK,
              g -> Moves.awaitTypeback(g.account())),
          end(TicketState.SCANNED, TicketState.DENIED),
          end(TicketState.SCANNED, TicketState.BLOCKED),
          step(TicketState.AWAIT_TYPEBACK, TicketState.CONFIRMED, g -> Moves.typedBack()),
          step(TicketState.AWAIT_TYPEBACK, TicketState.AWAIT_TYPEBACK, g -> Moves.wrongDigits()),
          step(TicketState.AWAIT_TYPEBACK, TicketState.DENIED, g -> Moves.outOfTries()),
          end(TicketState.AWAIT_TYPEBACK, TicketState.DENIED),
          end(TicketState.AWAIT_TYPEBACK, TicketState.BLOCKED),
          step(TicketState.CONFIRMED, TicketState.CONSUMED, g -> Moves.consumed()),
          end(TicketState.CONFIRMED, TicketState.DENIED),
          end(TicketState.CONFIRMED, TicketState.BLOCKED));

  private Protocol() {}

  /** A way from one state to another. */
  record Step(TicketState from, TicketState to, Function<Given, Move> move) {
    @Override
    public String toString() {
      return from + " to " + to;
    }
  }

  static Stream<Step> steps() {
    return STEPS.stream();
  }

  /** Every step together with every state that it does not leave. */
  static Stream<Arguments> stepsElsewhere() {
    return STEPS.stream()
        .flatMap(
            step ->
                Stream.of(TicketState.values())
                    .filter(state -> state != step.from())
                    .map(state -> Arguments.of(step, state)));
  }

  private static Step step(TicketState from, TicketState to, Function<Given, Move> move) {
    return new Step(from, to, move);
  }

  private static Step end(TicketState from, TicketState to) {
    return new Step(from, to, given -> Moves.ended(from, to));
  }
}
