package io.saoma.ticket;

import io.saoma.account.AccountId;
import io.saoma.oauth.InteractionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A ticket as it was read, with what the database's clock said at that moment.
 *
 * @param id its random name inside Saoma; in no picture and on no page
 * @param interaction whose login it names; none while pooled
 * @param connectorId which upstream app scans it
 * @param version raised by every step, so that a step taken from an old reading fails
 * @param sequence the how-manieth of its interaction
 * @param remaining until the deadline; zero or less once it has passed
 * @param age since it was shown
 * @param binding the browser it is on
 * @param holder whose it is, once scanned
 * @param tries wrong digits so far
 */
public record Ticket(
    String id,
    Optional<InteractionId> interaction,
    String connectorId,
    TicketKind kind,
    TicketState state,
    int version,
    int sequence,
    Duration remaining,
    Duration age,
    Optional<Binding> binding,
    Optional<Holder> holder,
    int tries) {

  /**
   * The browser a ticket is bound to.
   *
   * @param browserHash hash of the browser cookie: the only browser that can collect it
   * @param deviceHash hash of the device cookie, if the browser brought one
   */
  public record Binding(
      String browserHash, Optional<String> deviceHash, Surroundings surroundings) {}

  /**
   * The person who scanned.
   *
   * @param ownerHash hash of the upstream's exact subject
   * @param scanCodeHash hash of the credential used at the scan, which cannot confirm
   * @param launch the launch scene the phone reported
   * @param contextDigest what the person was shown
   * @param typeBack whether digits were asked for
   * @param account set at confirmation
   * @param confirmedAt when the person tapped, by the database's clock
   */
  public record Holder(
      String ownerHash,
      String scanCodeHash,
      int launch,
      String contextDigest,
      boolean typeBack,
      Optional<AccountId> account,
      Optional<Instant> confirmedAt) {}

  /** Whether the deadline of a state that can still go on has passed. */
  public boolean isExpired() {
    return !state.isTerminal() && (remaining.isZero() || remaining.isNegative());
  }

  /** Whether the bound browser typed what the phone showed. */
  public boolean isTypedBack() {
    return holder.filter(Holder::typeBack).isPresent();
  }

  /** Whether it can still go on. */
  public boolean isLive() {
    return !state.isTerminal() && !isExpired();
  }
}
