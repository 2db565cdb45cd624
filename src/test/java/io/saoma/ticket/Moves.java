package io.saoma.ticket;

import io.saoma.account.AccountId;

/** The steps as the protocol takes them, for tests of stores. */
public final class Moves {
  private Moves() {}

  public static Move scanned(Move.Scan scan) {
    return Move.scanned(scan);
  }

  public static Move shownAgain(Move.Scan scan) {
    return Move.shownAgain(scan);
  }

  public static Move confirmed(AccountId account) {
    return Move.confirmed(account);
  }

  public static Move awaitTypeback(AccountId account) {
    return Move.awaitTypeback(account);
  }

  public static Move typedBack() {
    return Move.typedBack();
  }

  public static Move wrongDigits() {
    return Move.wrongDigits();
  }

  public static Move outOfTries() {
    return Move.outOfTries();
  }

  public static Move consumed() {
    return Move.consumed();
  }

  public static Move ended(TicketState from, TicketState to) {
    return Move.ended(from, to);
  }
}
