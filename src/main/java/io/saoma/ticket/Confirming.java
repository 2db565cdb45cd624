package io.saoma.ticket;

import io.saoma.account.AccountId;
import io.saoma.account.Accounts;
import io.saoma.account.Devices;
import io.saoma.connector.CredentialConnector;
import io.saoma.connector.UpstreamIdentity;
import io.saoma.oauth.Sha256;
import io.saoma.web.Peer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The second step of a phone: the person who scanned says yes or no. */
public final class Confirming {
  private static final int ATTEMPTS = 3;
  private static final Set<TicketState> DENIABLE =
      Set.of(TicketState.SCANNED, TicketState.AWAIT_TYPEBACK);

  private final PhoneSteps steps;
  private final Accounts accounts;
  private final Devices devices;

  public Confirming(PhoneSteps steps, Accounts accounts, Devices devices) {
    this.steps = steps;
    this.accounts = accounts;
    this.devices = devices;
  }

  /**
   * What a confirmation brings.
   *
   * @param digits to be typed into the browser; none when the tap was enough
   * @param domain the only place to type them
   * @param remaining until they are worth nothing
   */
  public record Confirmed(Optional<String> digits, Optional<String> domain, Duration remaining) {}

  /**
   * Confirms what the handle was given for. Sent again by the same person it gives the same answer.
   *
   * @param contextDigest what the person was shown
   * @param credential a fresh one of the same person; the scan's own cannot confirm
   * @throws RefusedException for every reason not to
   */
  public Confirmed confirm(
      CredentialConnector connector,
      String handle,
      String contextDigest,
      String credential,
      Peer peer) {
    var opened = open(connector, handle);
    if (!opened.isLive()) {
      throw new RefusedException(ended(opened));
    }
    if (Sha256.sameText(opened.holder().orElseThrow().scanCodeHash(), Sha256.of(credential))) {
      throw new RefusedException(Refusal.CREDENTIAL_USED);
    }
    var identity = identity(connector, credential, opened);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var confirmed = step(open(connector, handle), contextDigest, identity, peer);
      if (confirmed.isPresent()) {
        return confirmed.get();
      }
    }
    throw new RefusedException(Refusal.ALREADY_DECIDED);
  }

  private Optional<Confirmed> step(
      Ticket ticket, String contextDigest, UpstreamIdentity identity, Peer peer) {
    if (!ticket.isLive()) {
      throw new RefusedException(ended(ticket));
    }
    var holder = ticket.holder().orElseThrow();
    if (!Sha256.sameText(holder.ownerHash(), Handles.ownerHash(identity.exact()))) {
      // The handle has left its phone: nobody gets this login.
      if (!steps
          .ledger()
          .take(ticket, Move.ended(ticket.state(), TicketState.BLOCKED), "qr_other_confirmer")) {
        return Optional.empty();
      }
      throw new RefusedException(Refusal.ANOTHER_PERSON);
    }
    var asker =
        steps
            .askers()
            .of(ticket)
            .orElseThrow(() -> new RefusedException(Refusal.CONNECTOR_DISABLED));
    var warnings =
        Signals.of(
            ticket.binding().orElseThrow().surroundings(),
            steps.places().of(peer),
            ticket.kind(),
            holder.launch());
    var now = steps.askers().shown(asker, ticket, warnings);
    if (!Sha256.sameText(holder.contextDigest(), contextDigest)
        || !Sha256.sameText(now.digest(), contextDigest)) {
      throw new RefusedException(Refusal.CONTEXT_CHANGED);
    }
    var domain = Optional.ofNullable(asker.client().presentation().verifiedDomain());
    if (ticket.state() != TicketState.SCANNED) {
      return Optional.of(answer(ticket, domain));
    }
    var account = accounts.resolve(identity);
    if (!accounts.isEnabled(account)) {
      throw new RefusedException(Refusal.ACCOUNT_DISABLED);
    }
    var typeBack =
        TypeBackRule.asks(
            asker.client().scan().typeBack(),
            ticket.kind(),
            isKnown(ticket, account),
            warnings,
            asker.weakestAcr());
    var move = typeBack ? Move.awaitTypeback(account) : Move.confirmed(account);
    if (!steps.ledger().take(ticket, move, typeBack ? "qr_digits_shown" : "qr_confirmed")) {
      return Optional.empty();
    }
    return Optional.of(
        typeBack
            ? new Confirmed(
                Optional.of(steps.handles().digits(ticket)), domain, Deadlines.AWAIT_TYPEBACK)
            : new Confirmed(Optional.empty(), domain, Deadlines.CONFIRMED));
  }

  /** Whom the upstream holds for dangerous ends the login that was theirs: the site is told. */
  private UpstreamIdentity identity(
      CredentialConnector connector, String credential, Ticket opened) {
    try {
      return Credentials.verify(connector, credential);
    } catch (RefusedException refused) {
      if (refused.refusal() == Refusal.PERSON_BLOCKED_UPSTREAM
          && DENIABLE.contains(opened.state())) {
        steps
            .ledger()
            .take(opened, Move.ended(opened.state(), TicketState.DENIED), "qr_person_blocked");
      }
      throw refused;
    }
  }

  /** Denies; final, and harmless to repeat. */
  public void deny(CredentialConnector connector, String handle) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var ticket = open(connector, handle);
      if (ticket.state() == TicketState.DENIED) {
        return;
      }
      if (!ticket.isLive()) {
        throw new RefusedException(ended(ticket));
      }
      if (ticket.state() != TicketState.SCANNED) {
        throw new RefusedException(Refusal.ALREADY_DECIDED);
      }
      var move = Move.ended(TicketState.SCANNED, TicketState.DENIED);
      if (steps.ledger().take(ticket, move, "qr_denied")) {
        return;
      }
    }
    throw new RefusedException(Refusal.ALREADY_DECIDED);
  }

  private Ticket open(CredentialConnector connector, String handle) {
    return Handles.ticketId(handle)
        .flatMap(steps.tickets()::find)
        .filter(ticket -> ticket.connectorId().equals(connector.settings().id()))
        .filter(ticket -> steps.handles().opens(ticket, handle))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private Confirmed answer(Ticket ticket, Optional<String> domain) {
    return ticket.state() == TicketState.AWAIT_TYPEBACK
        ? new Confirmed(Optional.of(steps.handles().digits(ticket)), domain, ticket.remaining())
        : new Confirmed(Optional.empty(), domain, ticket.remaining());
  }

  private boolean isKnown(Ticket ticket, AccountId account) {
    return ticket
        .binding()
        .flatMap(Ticket.Binding::deviceHash)
        .filter(device -> devices.isKnown(device, account))
        .isPresent();
  }

  private static Refusal ended(Ticket ticket) {
    return switch (ticket.state()) {
      case DENIED, BLOCKED -> Refusal.ALREADY_DECIDED;
      default -> Refusal.EXPIRED;
    };
  }
}
