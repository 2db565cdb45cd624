package io.saoma.ticket;

import io.saoma.oauth.Derivation;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Sha256;

/** The bound browser types the digits that the phone shows. */
public final class TypingBack {
  private static final int TRIES = 3;
  private static final int ATTEMPTS = 3;

  private final Ledger ledger;
  private final Tickets tickets;
  private final Handles handles;

  public TypingBack(Ledger ledger, Tickets tickets, Derivation derivation) {
    this.ledger = ledger;
    this.tickets = tickets;
    this.handles = new Handles(derivation);
  }

  /** What came of typing. */
  public sealed interface Outcome {
    record Right() implements Outcome {}

    record Wrong(int triesLeft) implements Outcome {}

    /** No digits are asked for, or no longer. */
    record NotAsked() implements Outcome {}
  }

  /** Compares what was typed; the third wrong entry ends the login for good. */
  public Outcome type(InteractionId interaction, String digits) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var asking =
          tickets.of(interaction).stream()
              .filter(ticket -> ticket.state() == TicketState.AWAIT_TYPEBACK && ticket.isLive())
              .findFirst();
      if (asking.isEmpty()) {
        return new Outcome.NotAsked();
      }
      var ticket = asking.get();
      if (Sha256.sameText(handles.digits(ticket), digits)) {
        if (ledger.take(ticket, Move.typedBack(), "qr_confirmed")) {
          return new Outcome.Right();
        }
      } else if (wrong(ticket)) {
        return new Outcome.Wrong(TRIES - ticket.tries() - 1);
      }
    }
    return new Outcome.NotAsked();
  }

  private boolean wrong(Ticket ticket) {
    return ticket.tries() + 1 < TRIES
        ? ledger.take(ticket, Move.wrongDigits(), "qr_wrong_digits")
        : ledger.take(ticket, Move.outOfTries(), "qr_typeback_failed");
  }
}
