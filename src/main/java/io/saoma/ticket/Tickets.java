package io.saoma.ticket;

import io.saoma.oauth.InteractionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The tickets. Names are kept as hashes; nobody can list what waits. */
public interface Tickets {
  /**
   * Puts a new ticket on a browser's page.
   *
   * @return false when its name is taken already
   */
  boolean display(NewTicket ticket);

  /** The ticket that a picture or a typed code names. */
  Optional<Ticket> named(String name);

  Optional<Ticket> find(String id);

  /** All tickets of an interaction, oldest first. */
  List<Ticket> of(InteractionId interaction);

  /**
   * Takes one step.
   *
   * @return whether it was taken: false when somebody was faster or the deadline has passed
   */
  boolean move(Ticket seen, Move move);

  /** Leaves at most {@code overlap} to the pictures of the interaction that are on a page. */
  void retirePictures(InteractionId interaction, Duration overlap);
}
