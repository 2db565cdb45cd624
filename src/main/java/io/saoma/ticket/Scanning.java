package io.saoma.ticket;

import io.saoma.connector.CredentialConnector;
import io.saoma.connector.UpstreamIdentity;
import io.saoma.oauth.Sha256;
import io.saoma.web.Places;
import java.time.Duration;
import java.util.Optional;

/** The first step of a phone: a ticket becomes one person's. */
public final class Scanning {
  private static final int ATTEMPTS = 3;

  private final Ledger ledger;
  private final Tickets tickets;
  private final Scenes scenes;
  private final Askers askers;
  private final Handles handles;
  private final Guesses guesses;
  private final Places places;

  public Scanning(PhoneSteps steps, Scenes scenes, Guesses guesses) {
    this.ledger = steps.ledger();
    this.tickets = steps.tickets();
    this.askers = steps.askers();
    this.handles = steps.handles();
    this.places = steps.places();
    this.scenes = scenes;
    this.guesses = guesses;
  }

  /**
   * Makes the ticket the caller's. The same person scanning again gets the same answer.
   *
   * @throws RefusedException for every reason not to
   */
  public Scanned scan(CredentialConnector connector, Scan scan) {
    var settings = connector.settings();
    if (!settings.environment().equals(scan.environment())) {
      throw new RefusedException(Refusal.ENVIRONMENT_NOT_ALLOWED);
    }
    if (scan.kind() == TicketKind.TYPED) {
      guesses.check(scan.peer());
    } else if (!scenes.isGenuine(scan.name(), settings.appId())) {
      // Junk dies here: before the upstream and the database are asked.
      throw guesses.junk(scan.peer());
    }
    // A genuine scene is no guess: whoever shares an address with a guesser scans all the same.
    var identity =
        Credentials.verify(connector, scan.credential(), ledger, () -> named(scan, settings.id()));
    guesses.check(identity.exact());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var ticket =
          named(scan, settings.id())
              .orElseThrow(() -> guesses.wrong(scan.peer(), identity.exact()));
      var scanned = step(ticket, scan, identity);
      if (scanned.isPresent()) {
        return scanned.get();
      }
    }
    throw new RefusedException(Refusal.SCANNED_BY_ANOTHER);
  }

  private Optional<Ticket> named(Scan scan, String connectorId) {
    return tickets
        .named(scan.name())
        .filter(t -> t.kind() == scan.kind() && t.connectorId().equals(connectorId));
  }

  /** One attempt; empty when somebody else moved the ticket meanwhile. */
  private Optional<Scanned> step(Ticket ticket, Scan scan, UpstreamIdentity identity) {
    if (ticket.state() == TicketState.POOLED) {
      // Only the pool knows this name: whoever has it did not read it off a page.
      ledger.take(ticket, Move.ended(TicketState.POOLED, TicketState.BURNED), "ticket_burned");
      throw guesses.wrong(scan.peer(), identity.exact());
    }
    if (!ticket.isLive()) {
      throw new RefusedException(Refusal.EXPIRED);
    }
    return ticket.state() == TicketState.DISPLAYED
        ? first(ticket, scan, identity)
        : again(ticket, scan, identity);
  }

  private Optional<Scanned> first(Ticket ticket, Scan scan, UpstreamIdentity identity) {
    if (!ticket.kind().allowsLaunch(scan.launch())) {
      // The phone is honest in a forwarded-picture attack, so its word is good against one.
      var blocked = Move.ended(TicketState.DISPLAYED, TicketState.BLOCKED);
      if (!ledger.take(ticket, blocked, "qr_forwarded")) {
        return Optional.empty(); // Somebody scanned at this moment: then there are two.
      }
      throw new RefusedException(Refusal.LAUNCH_NOT_CAMERA);
    }
    var ownerHash = Handles.ownerHash(identity.exact());
    var shown = shown(ticket, scan.launch(), scan);
    var move =
        Move.scanned(
            new Move.Scan(ownerHash, Sha256.of(scan.credential()), scan.launch(), shown.digest()));
    return ledger.take(ticket, move, "qr_scanned")
        ? Optional.of(
            new Scanned(
                handles.of(ticket.id(), ownerHash),
                shown.digest(),
                shown,
                ticket.age(),
                remaining(ticket)))
        : Optional.empty();
  }

  /** The three minutes of a scan, or what is left of the whole. */
  private static Duration remaining(Ticket ticket) {
    var whole = Deadlines.HARD.minus(ticket.age());
    return whole.compareTo(Deadlines.SCANNED) < 0 ? whole : Deadlines.SCANNED;
  }

  private Optional<Scanned> again(Ticket ticket, Scan scan, UpstreamIdentity identity) {
    var holder = ticket.holder().orElseThrow();
    if (!Sha256.sameText(holder.ownerHash(), Handles.ownerHash(identity.exact()))) {
      // Two people on one picture: it hangs on more than one screen, so nobody gets it.
      if (!ledger.take(ticket, Move.ended(ticket.state(), TicketState.BLOCKED), "qr_multi_scan")) {
        return Optional.empty();
      }
      throw new RefusedException(Refusal.SCANNED_BY_ANOTHER);
    }
    if (ticket.state() != TicketState.SCANNED) {
      throw new RefusedException(Refusal.ALREADY_DECIDED);
    }
    return Optional.of(
        new Scanned(
            handles.of(ticket.id(), holder.ownerHash()),
            holder.contextDigest(),
            shown(ticket, holder.launch(), scan),
            ticket.age(),
            ticket.remaining()));
  }

  private Shown shown(Ticket ticket, int launch, Scan scan) {
    var asker =
        askers.of(ticket).orElseThrow(() -> new RefusedException(Refusal.CONNECTOR_DISABLED));
    var browser = ticket.binding().orElseThrow().surroundings();
    var warnings = Signals.of(browser, places.of(scan.peer()), ticket.kind(), launch);
    return askers.shown(asker, ticket, warnings);
  }
}
