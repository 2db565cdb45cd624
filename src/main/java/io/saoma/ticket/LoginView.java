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
  /** By the database's clock; those of one moment by their number. */
  private static final Comparator<Ticket> YOUNGER =
      Comparator.comparing(Ticket::age).reversed().thenComparing(Ticket::sequence);

  /** The words of the poll. */
  public enum Word {
    WAITING,
    /** No picture is good, but the letters are. */
    TYPED,
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
        .max(Comparator.comparingInt(LoginView::weight).thenComparing(YOUNGER))
        .map(ticket -> new LoginView(word(ticket), Optional.of(ticket), ticket.remaining()))
        .orElseGet(() -> new LoginView(Word.EXPIRED, Optional.empty(), Duration.ZERO));
  }

  /** A phone's login decides, then a refusal, then what can be scanned, then what can be typed. */
  private static int weight(Ticket ticket) {
    if (ticket.isLive() && ticket.state().isOwned()) {
      return 4;
    }
    if (ticket.state() == TicketState.DENIED) {
      return 3;
    }
    if (ticket.isLive() && ticket.state() == TicketState.DISPLAYED) {
      return ticket.kind() == TicketKind.QR ? 2 : 1;
    }
    return 0;
  }

  private static Word word(Ticket ticket) {
    if (ticket.isExpired()) {
      return Word.EXPIRED;
    }
    return switch (ticket.state()) {
      case DISPLAYED -> ticket.kind() == TicketKind.QR ? Word.WAITING : Word.TYPED;
      case SCANNED -> Word.SCANNED;
      case AWAIT_TYPEBACK -> Word.DIGITS;
      case CONFIRMED -> Word.CONFIRMED;
      case DENIED -> Word.DENIED;
      case BLOCKED -> Word.BLOCKED;
      case POOLED, CONSUMED, SUPERSEDED, BURNED -> Word.EXPIRED;
    };
  }
}
