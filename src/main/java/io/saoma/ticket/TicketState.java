package io.saoma.ticket;

/**
 * Where a ticket stands. Expiry is no state: it is read from the deadline, so that no clock but the
 * database's can move it.
 */
public enum TicketState {
  /** Drawn ahead of time, names nothing yet. */
  POOLED,
  /** On a browser's page. */
  DISPLAYED,
  /** One person's, by a verified credential. */
  SCANNED,
  /** Confirmed; the phone shows digits that the bound browser must type. */
  AWAIT_TYPEBACK,
  /** Waits for the bound browser to collect it. */
  CONFIRMED,
  /** Collected. */
  CONSUMED,
  /** The person said no, or the digits were wrong three times. */
  DENIED,
  /** Another ticket of the same interaction was scanned. */
  SUPERSEDED,
  /** Two people, a wrong confirmer, or a way in that is no camera. */
  BLOCKED,
  /** Scanned before it was on any page. */
  BURNED;

  /** Whether nothing can follow. */
  public boolean isTerminal() {
    return compareTo(CONSUMED) >= 0;
  }

  /** Whether the ticket belongs to a person who may still finish it. */
  public boolean isOwned() {
    return this == SCANNED || this == AWAIT_TYPEBACK || this == CONFIRMED;
  }
}
