package io.saoma.ticket;

import io.saoma.connector.CredentialConnector;
import io.saoma.connector.UpstreamIdentity;
import io.saoma.connector.Verification;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Learns who holds the phone: only from a fresh credential, never from what a request claims. */
final class Credentials {
  private static final Set<TicketState> UNDECIDED =
      Set.of(TicketState.DISPLAYED, TicketState.SCANNED);

  /** Upstreams count a person's calls by the minute. */
  private static final Duration UPSTREAM_WINDOW = Duration.ofMinutes(1);

  private Credentials() {}

  /**
   * As {@link #verify(CredentialConnector, String)}; whom the upstream holds for dangerous ends the
   * login at hand, so that the site is told.
   *
   * @param ticket asked for only then
   */
  static UpstreamIdentity verify(
      CredentialConnector connector,
      String credential,
      Ledger ledger,
      Supplier<Optional<Ticket>> ticket) {
    try {
      return verify(connector, credential);
    } catch (RefusedException refused) {
      if (refused.refusal() == Refusal.PERSON_BLOCKED_UPSTREAM) {
        ticket
            .get()
            .filter(Ticket::isLive)
            .filter(seen -> UNDECIDED.contains(seen.state()))
            .ifPresent(
                seen ->
                    ledger.take(
                        seen, Move.ended(seen.state(), TicketState.DENIED), "qr_person_blocked"));
      }
      throw refused;
    }
  }

  /**
   * The person the upstream vouches for.
   *
   * @throws RefusedException when it does not
   */
  static UpstreamIdentity verify(CredentialConnector connector, String credential) {
    var verification = connector.verify(credential);
    if (verification instanceof Verification.Verified verified) {
      return verified.identity();
    }
    if (verification instanceof Verification.Unavailable unavailable) {
      throw new RefusedException(Refusal.UPSTREAM_UNAVAILABLE, unavailable.retryAfter());
    }
    throw switch (((Verification.Refused) verification).reason()) {
      case CREDENTIAL_INVALID -> new RefusedException(Refusal.CREDENTIAL_INVALID);
      case CREDENTIAL_USED -> new RefusedException(Refusal.CREDENTIAL_USED);
      case PERSON_BLOCKED -> new RefusedException(Refusal.PERSON_BLOCKED_UPSTREAM);
      case TOO_OFTEN -> new RefusedException(Refusal.TOO_OFTEN, UPSTREAM_WINDOW);
    };
  }
}
