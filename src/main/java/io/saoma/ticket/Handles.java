package io.saoma.ticket;

import io.saoma.connector.UpstreamSubject;
import io.saoma.oauth.Derivation;
import io.saoma.oauth.Sha256;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/**
 * What a scan gives the phone to confirm or deny with. It is derived from the ticket and its owner,
 * so that the same person scanning again gets the same one and nothing more is stored. A handle
 * alone can only deny: a confirmation also needs its owner's fresh credential.
 */
final class Handles {
  private static final int ID_LENGTH = 22;

  private final Derivation derivation;

  Handles(Derivation derivation) {
    this.derivation = derivation;
  }

  /** The handle of a scanned ticket. */
  String of(String ticketId, String ownerHash) {
    return ticketId + derivation.id("handle", ticketId, ownerHash);
  }

  /** The id of the ticket a handle may be of. */
  static Optional<String> ticketId(String handle) {
    return handle.matches("[A-Za-z0-9_-]{44}")
        ? Optional.of(handle.substring(0, ID_LENGTH))
        : Optional.empty();
  }

  /** Whether the handle was given to the ticket's owner. */
  boolean opens(Ticket ticket, String handle) {
    return ticket
        .holder()
        .filter(holder -> Sha256.sameText(of(ticket.id(), holder.ownerHash()), handle))
        .isPresent();
  }

  /** The digits that the phone shows and the bound browser must type: six, by 64 bits of a MAC. */
  String digits(Ticket ticket) {
    var holder = ticket.holder().orElseThrow();
    var mac = derivation.bytes("digits", ticket.id(), holder.ownerHash(), holder.scanCodeHash());
    var number = Long.remainderUnsigned(ByteBuffer.wrap(mac).getLong(), 1_000_000);
    return String.format(Locale.ROOT, "%06d", number);
  }

  /** An upstream's exact subject as a ticket keeps it: enough to recognise, not to learn it. */
  static String ownerHash(UpstreamSubject subject) {
    return Sha256.of(subject.namespace() + "\n" + subject.value());
  }
}
