package io.saoma.ticket;

import io.saoma.account.AccountId;
import io.saoma.audit.Audit;
import io.saoma.audit.AuditEvent;
import io.saoma.interaction.Changes;
import io.saoma.interaction.Interactions;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Transactions;
import org.jspecify.annotations.Nullable;

/**
 * Takes a step as a whole: the ticket's move, the end of its siblings, the version that pages wait
 * for and the audit row are one transaction, that of the caller where there is one; the waiting
 * page is woken once it is durable.
 */
public final class Ledger {
  private final Transactions transactions;
  private final Tickets tickets;
  private final Interactions interactions;
  private final Audit audit;
  private final Changes changes;

  public Ledger(
      Transactions transactions,
      Tickets tickets,
      Interactions interactions,
      Audit audit,
      Changes changes) {
    this.transactions = transactions;
    this.tickets = tickets;
    this.interactions = interactions;
    this.audit = audit;
    this.changes = changes;
  }

  /**
   * Takes {@code move} from the reading {@code seen}.
   *
   * @param event the audit row's type
   * @return whether it was taken; when not, waiting pages may look again and find nothing changed
   */
  public boolean take(Ticket seen, Move move, String event) {
    return transactions.inOne(() -> takeInOne(seen, move, event));
  }

  private boolean takeInOne(Ticket seen, Move move, String event) {
    // The interaction's row comes first, as it does where a picture is rotated: two steps that take
    // rows in different orders wait for each other until the database ends one of them.
    seen.interaction().ifPresent(interactions::touch);
    if (!tickets.move(seen, move)) {
      return false;
    }
    if (move.from() == TicketState.DISPLAYED && move.to() != TicketState.SUPERSEDED) {
      seen.interaction().ifPresent(interaction -> supersedeOthers(interaction, seen));
    }
    audit.record(
        AuditEvent.of(event)
            .interaction(seen.interaction().orElse(null))
            .account(account(seen, move))
            .ticket(seen.id()));
    seen.interaction().ifPresent(this::wake);
    return true;
  }

  /**
   * The pictures and letters of one page name one login: whatever becomes of it, no other of them
   * does anything any more.
   */
  private void supersedeOthers(InteractionId interaction, Ticket moved) {
    var superseded = Move.ended(TicketState.DISPLAYED, TicketState.SUPERSEDED);
    tickets.of(interaction).stream()
        .filter(sibling -> !sibling.id().equals(moved.id()))
        .filter(sibling -> sibling.state() == TicketState.DISPLAYED && sibling.isLive())
        .filter(sibling -> tickets.move(sibling, superseded))
        .forEach(
            sibling ->
                audit.record(
                    AuditEvent.of("qr_superseded").interaction(interaction).ticket(sibling.id())));
  }

  /** Records, in the transaction that puts it there, that a ticket is on a page. */
  void displayed(InteractionId interaction, String ticketId, TicketKind kind) {
    audit.record(
        AuditEvent.of(kind == TicketKind.QR ? "qr_displayed" : "qr_typed_displayed")
            .interaction(interaction)
            .ticket(ticketId));
    wake(interaction);
  }

  private void wake(InteractionId interaction) {
    transactions.afterCommit(() -> changes.changed(interaction));
  }

  private static @Nullable AccountId account(Ticket seen, Move move) {
    return move.account() != null
        ? move.account()
        : seen.holder().flatMap(Ticket.Holder::account).orElse(null);
  }
}
