package io.saoma.ticket;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far a login is, as its page may know: one word and a time. Nothing of who scanned is in it.
 *
 * @param current the ticket that decides; none before the first
 * @param remaining until the state ends by itself
 */
public record LoginView(Word word, Optional<Ticket> current, Duration remaining) {
  /** The words of the poll. */
  public enum Word {
    WAITING,
    SCANNED,
    DIGITS,
    CONFIRMED,
    DENIED,
    EXPIRED,
    BLOCKED
  }

  /** The view of an interaction with these tickets. */
  public static LoginView of(List<Ticket> tickets) {
    return tickets.stream()
        .filter(ticket -> ticket.state() != TicketState.SUPERSEDED)
        .filter(ticket -> ticket.kind() == TicketKind.QR || ticket.state() != TicketState.DISPLAYED)
        .max(
            Comparator.<Ticket, Boolean>comparing(
                    ticket -> ticket.state().isOwned() && ticket.isLive())
                .thenComparing(ticket -> ticket.state() == TicketState.DENIED)
                .thenComparing(Ticket::sequence)
                .thenComparing(Ticket::version))
        .map(ticket -> new LoginView(word(ticket), Optional.of(ticket), ticket.remaining()))
        .orElseGet(() -> new LoginView(Word.EXPIRED, Optional.empty(), Duration.ZERO));
  }

  private static Word word(Ticket ticket) {
    if (ticket.isExpired()) {
      return Word.EXPIRED;
    }
    return switch (ticket.state()) {
      case DISPLAYED -> Word.WAITING;
      case SCANNED -> Word.SCANNED;
      case AWAIT_TYPEBACK -> Word.DIGITS;
      case CONFIRMED -> Word.CONFIRMED;
      case DENIED -> Word.DENIED;
      case BLOCKED -> Word.BLOCKED;
      case POOLED, CONSUMED, SUPERSEDED, BURNED -> Word.EXPIRED;
    };
  }
}
