package io.saoma.ticket;

import io.saoma.oauth.InteractionId;
import java.util.Optional;

/** Drawn pictures, each with the ticket it names; assigned to one page, once. */
public interface PicturePool {
  /**
   * A picture as it is kept.
   *
   * @param sealed the image, sealed for its ticket
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  record Kept(String mediaType, byte[] sealed) {}

  /** Adds a POOLED ticket, good for 30 minutes, of which only the scene's hash is kept. */
  void add(String ticketId, String connectorId, String scene, Kept picture);

  /**
   * A pooled ticket that still has enough of its time before it. Inside a transaction it is held
   * for it: every page gets another one.
   */
  Optional<String> candidate(String connectorId);

  /**
   * Puts the pooled ticket on a page.
   *
   * @return false when another page got it
   */
  boolean assign(String ticketId, InteractionId interaction, int sequence, Ticket.Binding binding);

  /** How many of a connector's pictures wait. */
  int size(String connectorId);

  /** The picture of a ticket. */
  Optional<Kept> find(String ticketId);
}
