package io.saoma.ticket;

import io.saoma.connector.CredentialConnector;
import io.saoma.connector.Drawing;
import io.saoma.interaction.Interaction;
import io.saoma.interaction.Interactions;
import io.saoma.oauth.Secrets;
import io.saoma.oauth.Transactions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Puts names of a waiting login on its page: the next picture, and the typed code beside it. */
public final class Display {
  /** How often a visible page renews the picture by itself before it asks for a click. */
  private static final int ROTATIONS = 5;

  private static final int TYPED_ATTEMPTS = 8;
  private static final int PICTURE_ATTEMPTS = 5;

  private final Transactions transactions;
  private final Ledger ledger;
  private final Tickets tickets;
  private final Interactions interactions;
  private final Pictures pictures;
  private final Secrets secrets;

  public Display(
      Transactions transactions,
      Ledger ledger,
      Tickets tickets,
      Interactions interactions,
      Pictures pictures,
      Secrets secrets) {
    this.transactions = transactions;
    this.ledger = ledger;
    this.tickets = tickets;
    this.interactions = interactions;
    this.pictures = pictures;
    this.secrets = secrets;
  }

  /** Whether the page shows the next picture now. */
  public sealed interface Outcome {
    record Displayed() implements Outcome {}

    /** Another request of the same page was faster, or the login has moved on: look again. */
    record Overtaken() implements Outcome {}

    /** This network asked for too many. */
    record TooMany(Duration retryAfter) implements Outcome {}

    /** No picture now, but the typed code is good. */
    record NoPicture(Drawing.Unavailable why) implements Outcome {}
  }

  /**
   * Shows the next picture. The one before stays good for 20 seconds, for a camera that already
   * points at it.
   *
   * @param typedCodes the interaction's typed code by round
   */
  public Outcome next(
      Interaction interaction,
      List<CredentialConnector> connectors,
      Ticket.Binding binding,
      IntFunction<String> typedCodes) {
    for (int attempt = 0; attempt < PICTURE_ATTEMPTS; attempt++) {
      var next = pictures.next(connectors, interaction.client());
      try {
        return transactions.inOne(() -> show(interaction, next, binding, typedCodes));
      } catch (TakenException taken) {
        // Other pages emptied the pool: nothing of this attempt is left, so again.
      }
    }
    return new Outcome.Overtaken();
  }

  /** Nothing is shown to a page that has moved on while the picture was drawn. */
  private Outcome show(
      Interaction interaction,
      Pictures.Next next,
      Ticket.Binding binding,
      IntFunction<String> typedCodes) {
    var more = next instanceof Pictures.Next.None ? 0 : 1;
    if (!interactions.countPictures(interaction, more)) {
      return new Outcome.Overtaken();
    }
    var present = interaction.isFresh() ? List.<Ticket>of() : tickets.of(interaction.id());
    ensureTypedCode(interaction, present, next.connectorId(), binding, typedCodes);
    if (next instanceof Pictures.Next.None none) {
      return new Outcome.NoPicture(none.why());
    }
    if (!present.isEmpty()) {
      tickets.retirePictures(interaction.id(), Deadlines.OVERLAP);
    }
    var ticketId =
        pictures
            .assign(next, interaction.id(), interaction.pictures() + 1, binding)
            .orElseThrow(TakenException::new);
    ledger.displayed(interaction.id(), ticketId, TicketKind.QR);
    return new Outcome.Displayed();
  }

  /** Rolls an attempt back. */
  private static final class TakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** How often a page that has shown so many pictures may renew it before it asks for a click. */
  public static int rotationsLeft(int pictures) {
    return ROTATIONS - Math.floorMod(pictures - 1, ROTATIONS + 1);
  }

  /** The letters on the page, while they are good. */
  public static Optional<String> typedCode(List<Ticket> tickets, IntFunction<String> typedCodes) {
    return newestTyped(tickets)
        .filter(ticket -> ticket.state() == TicketState.DISPLAYED && ticket.isLive())
        .map(ticket -> typedCodes.apply(ticket.sequence()));
  }

  private void ensureTypedCode(
      Interaction interaction,
      List<Ticket> present,
      String connectorId,
      Ticket.Binding binding,
      IntFunction<String> typedCodes) {
    if (typedCode(present, typedCodes).isPresent()) {
      return;
    }
    var first = newestTyped(present).map(Ticket::sequence).orElse(0) + 1;
    for (int round = first; round < first + TYPED_ATTEMPTS; round++) {
      var code =
          new NewTicket(
              secrets.id(),
              interaction.id(),
              connectorId,
              TicketKind.TYPED,
              typedCodes.apply(round),
              round,
              Deadlines.TYPED_CODE,
              binding);
      if (tickets.display(code)) {
        ledger.displayed(interaction.id(), code.id(), TicketKind.TYPED);
        return;
      }
    }
    throw new IllegalStateException("no free typed code in " + TYPED_ATTEMPTS + " attempts");
  }

  private static Optional<Ticket> newestTyped(List<Ticket> tickets) {
    return tickets.stream()
        .filter(ticket -> ticket.kind() == TicketKind.TYPED)
        .max(Comparator.comparingInt(Ticket::sequence));
  }
}
