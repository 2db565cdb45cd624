package io.saoma.ticket;

import io.saoma.account.AccountId;
import io.saoma.audit.Audit;
import io.saoma.audit.AuditEvent;
import io.saoma.interaction.Changes;
import io.saoma.interaction.Interactions;
import io.saoma.oauth.Transactions;
import org.jspecify.annotations.Nullable;

/**
 * Takes a step as a whole: the ticket's move, the end of its siblings, the version that pages wait
 * for and the audit row are one transaction; the waiting page is woken after it.
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
    var taken = transactions.inOne(() -> takeInOne(seen, move, event));
    if (taken) {
      seen.interaction().ifPresent(changes::changed);
    }
    return taken;
  }

  private boolean takeInOne(Ticket seen, Move move, String event) {
    // The interaction's row comes first, as it does where a picture is rotated: two steps that take
    // rows in different orders wait for each other until the database ends one of them.
    seen.interaction().ifPresent(interactions::touch);
    if (!tickets.move(seen, move)) {
      return false;
    }
    if (move.to() == TicketState.SCANNED) {
      tickets.supersedeOthers(seen);
    }
    audit.record(
        AuditEvent.of(event)
            .interaction(seen.interaction().orElse(null))
            .account(account(seen, move))
            .ticket(seen.id()));
    return true;
  }

  private static @Nullable AccountId account(Ticket seen, Move move) {
    return move.account() != null
        ? move.account()
        : seen.holder().flatMap(Ticket.Holder::account).orElse(null);
  }
}
