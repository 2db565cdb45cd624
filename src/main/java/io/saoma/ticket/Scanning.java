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
    var identity = identity(connector, scan);
    guesses.check(identity.exact());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var ticket =
          named(scan, settings.id())
              .orElseThrow(() -> guesses.wrong(scan.peer(), identity.exact()));
      var scanned = step(ticket, scan, new Scanner(settings.id(), identity));
      if (scanned.isPresent()) {
        return scanned.get();
      }
    }
    throw new RefusedException(Refusal.SCANNED_BY_ANOTHER);
  }

  /** Who scans, in which app. */
  private record Scanner(String connectorId, UpstreamIdentity identity) {
    String ownerHash() {
      return Handles.ownerHash(identity.exact());
    }
  }

  /** A picture opens one app; letters are typed into whichever of the site's is at hand. */
  private Optional<Ticket> named(Scan scan, String connectorId) {
    return tickets
        .named(scan.name())
        .filter(ticket -> ticket.kind() == scan.kind())
        .filter(
            ticket ->
                ticket.connectorId().equals(connectorId)
                    || (scan.kind() == TicketKind.TYPED && askers.serves(connectorId, ticket)));
  }

  private UpstreamIdentity identity(CredentialConnector connector, Scan scan) {
    try {
      return Credentials.verify(connector, scan.credential());
    } catch (RefusedException refused) {
      if (refused.refusal() == Refusal.PERSON_BLOCKED_UPSTREAM) {
        named(scan, connector.settings().id()).ifPresent(this::endForDanger);
      }
      throw refused;
    }
  }

  /**
   * The upstream holds the scanner for dangerous and does not say who it is. The first scanner's
   * login is denied, so that the site is told; beside another person's scan it is a second one.
   */
  private void endForDanger(Ticket ticket) {
    if (ticket.state() == TicketState.POOLED) {
      burn(ticket);
    } else if (ticket.isLive()) {
      var end = ticket.state().isOwned() ? TicketState.BLOCKED : TicketState.DENIED;
      ledger.take(ticket, Move.ended(ticket.state(), end), "qr_person_blocked");
    }
  }

  /** Only the pool knows this name: whoever has it did not read it off a page. */
  private void burn(Ticket ticket) {
    ledger.take(ticket, Move.ended(TicketState.POOLED, TicketState.BURNED), "ticket_burned");
  }

  /** One attempt; empty when somebody else moved the ticket meanwhile. */
  private Optional<Scanned> step(Ticket ticket, Scan scan, Scanner scanner) {
    if (ticket.state() == TicketState.POOLED) {
      burn(ticket);
    }
    if (ticket.interaction().isEmpty()) {
      throw guesses.wrong(scan.peer(), scanner.identity().exact());
    }
    if (!ticket.isLive()) {
      // The others of a crowd are told what the first of them was told.
      throw new RefusedException(
          ticket.state() == TicketState.BLOCKED && isAnothers(ticket, scanner)
              ? Refusal.SCANNED_BY_ANOTHER
              : Refusal.EXPIRED);
    }
    return ticket.state() == TicketState.DISPLAYED
        ? first(ticket, scan, scanner)
        : again(ticket, scan, scanner);
  }

  private Optional<Scanned> first(Ticket ticket, Scan scan, Scanner scanner) {
    if (!ticket.kind().allowsLaunch(scan.launch())) {
      // The phone is honest in a forwarded-picture attack, so its word is good against one.
      var blocked = Move.ended(TicketState.DISPLAYED, TicketState.BLOCKED);
      if (!ledger.take(ticket, blocked, "qr_forwarded")) {
        return Optional.empty(); // Somebody scanned at this moment: then there are two.
      }
      throw new RefusedException(Refusal.LAUNCH_NOT_CAMERA);
    }
    var shown = shown(ticket, scanner, scan.launch(), scan);
    var move = Move.scanned(fixed(scan, scanner, shown));
    return ledger.take(ticket, move, "qr_scanned")
        ? Optional.of(
            new Scanned(
                handles.of(ticket.id(), scanner.ownerHash()),
                shown.digest(),
                shown,
                ticket.age(),
                remaining(ticket)))
        : Optional.empty();
  }

  private static Move.Scan fixed(Scan scan, Scanner scanner, Shown shown) {
    return new Move.Scan(
        scanner.connectorId(),
        scanner.ownerHash(),
        Sha256.of(scan.credential()),
        scan.launch(),
        shown.digest());
  }

  /** The three minutes of a scan, or what is left of the whole. */
  private static Duration remaining(Ticket ticket) {
    var whole = Deadlines.HARD.minus(ticket.age());
    return whole.compareTo(Deadlines.SCANNED) < 0 ? whole : Deadlines.SCANNED;
  }

  private Optional<Scanned> again(Ticket ticket, Scan scan, Scanner scanner) {
    var holder = ticket.holder().orElseThrow();
    if (isAnothers(ticket, scanner)) {
      // Two people on one picture: it hangs on more than one screen, so nobody gets it.
      if (!ledger.take(ticket, Move.ended(ticket.state(), TicketState.BLOCKED), "qr_multi_scan")) {
        return Optional.empty();
      }
      throw new RefusedException(Refusal.SCANNED_BY_ANOTHER);
    }
    if (ticket.state() != TicketState.SCANNED) {
      throw new RefusedException(Refusal.ALREADY_DECIDED);
    }
    var shown = shown(ticket, scanner, holder.launch(), scan);
    if (!Sha256.sameText(holder.contextDigest(), shown.digest())) {
      // The site was renamed since: what counts is what the person has seen last.
      var move = Move.shownAgain(fixed(scan, scanner, shown));
      if (!ledger.take(ticket, move, "qr_shown_again")) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Scanned(
            handles.of(ticket.id(), holder.ownerHash()),
            shown.digest(),
            shown,
            ticket.age(),
            ticket.remaining()));
  }

  private static boolean isAnothers(Ticket ticket, Scanner scanner) {
    return ticket
        .holder()
        .filter(holder -> !Sha256.sameText(holder.ownerHash(), scanner.ownerHash()))
        .isPresent();
  }

  private Shown shown(Ticket ticket, Scanner scanner, int launch, Scan scan) {
    var asker =
        askers
            .of(ticket, scanner.connectorId())
            .orElseThrow(() -> new RefusedException(Refusal.CONNECTOR_DISABLED));
    var browser = ticket.binding().orElseThrow().surroundings();
    var warnings = Signals.of(browser, places.of(scan.peer()), ticket.kind(), launch);
    return askers.shown(asker, ticket, warnings);
  }
}
