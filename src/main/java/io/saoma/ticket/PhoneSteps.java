package io.saoma.ticket;

import io.saoma.oauth.Derivation;
import io.saoma.web.Places;

/** What every step of a phone needs. */
public record PhoneSteps(
    Ledger ledger, Tickets tickets, Askers askers, Handles handles, Places places) {
  public PhoneSteps(
      Ledger ledger, Tickets tickets, Askers askers, Derivation derivation, Places places) {
    this(ledger, tickets, askers, new Handles(derivation), places);
  }
}
