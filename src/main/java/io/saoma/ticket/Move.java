package io.saoma.ticket;

import io.saoma.account.AccountId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One step of the protocol, as the single conditional statement that takes it: it happens only to
 * the version that was read, in the state it names, before the deadline.
 *
 * @param from the only state it leaves
 * @param to the state it enters
 * @param stays how long the ticket may stay there; null keeps the deadline
 * @param scan set at the scan, once
 * @param account set at the confirmation, once
 * @param tries added to the count of wrong digits
 */
public record Move(
    TicketState from,
    TicketState to,
    @Nullable Duration stays,
    @Nullable Scan scan,
    @Nullable AccountId account,
    int tries) {
  public Move {
    if (from.isTerminal()) {
      throw new IllegalArgumentException("nothing follows " + from);
    }
  }

  /**
   * What the scan fixes for good; only what the person was shown may have to be shown anew.
   *
   * @param connectorId the app that scanned: a typed code works in each of a site's
   */
  public record Scan(
      String connectorId,
      String ownerHash,
      String scanCodeHash,
      int launch,
      String contextDigest) {}

  static Move scanned(Scan scan) {
    return new Move(TicketState.DISPLAYED, TicketState.SCANNED, Deadlines.SCANNED, scan, null, 0);
  }

  /** The same person is shown what has changed since. */
  static Move shownAgain(Scan scan) {
    return new Move(TicketState.SCANNED, TicketState.SCANNED, null, scan, null, 0);
  }

  static Move confirmed(AccountId account) {
    return new Move(
        TicketState.SCANNED, TicketState.CONFIRMED, Deadlines.CONFIRMED, null, account, 0);
  }

  static Move awaitTypeback(AccountId account) {
    return new Move(
        TicketState.SCANNED,
        TicketState.AWAIT_TYPEBACK,
        Deadlines.AWAIT_TYPEBACK,
        null,
        account,
        0);
  }

  static Move typedBack() {
    return new Move(
        TicketState.AWAIT_TYPEBACK, TicketState.CONFIRMED, Deadlines.CONFIRMED, null, null, 0);
  }

  static Move wrongDigits() {
    return new Move(TicketState.AWAIT_TYPEBACK, TicketState.AWAIT_TYPEBACK, null, null, null, 1);
  }

  static Move outOfTries() {
    return new Move(TicketState.AWAIT_TYPEBACK, TicketState.DENIED, null, null, null, 1);
  }

  static Move consumed() {
    return new Move(TicketState.CONFIRMED, TicketState.CONSUMED, null, null, null, 0);
  }

  static Move ended(TicketState from, TicketState to) {
    return new Move(from, to, null, null, null, 0);
  }
}
