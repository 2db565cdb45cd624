package io.saoma.ticket;

import com.github.benmanes.caffeine.cache.Ticker;
import io.saoma.connector.UpstreamSubject;
import io.saoma.web.Limiter;
import io.saoma.web.Peer;
import java.time.Duration;

/**
 * Bounds guessing of names. Limits are keyed by who guesses, never by what is guessed at: nobody
 * can lock another person's ticket by guessing at it.
 */
public final class Guesses {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final Limiter people;
  private final Limiter addresses;

  /** Apart from the others: made-up scenes, which cost nothing, would take typed codes from all. */
  private final Limiter junk;

  public Guesses(Ticker ticker) {
    this.people = new Limiter(5, WINDOW, ticker);
    this.addresses = new Limiter(20, WINDOW, ticker);
    this.junk = new Limiter(20, WINDOW, ticker);
  }

  /** Refuses an address that has guessed too often. */
  void check(Peer peer) {
    if (addresses.isSpent(peer.prefix())) {
      throw new RefusedException(Refusal.TOO_OFTEN, WINDOW);
    }
  }

  /** Refuses a person who has guessed too often. */
  void check(UpstreamSubject person) {
    if (people.isSpent(Handles.ownerHash(person))) {
      throw new RefusedException(Refusal.TOO_OFTEN, WINDOW);
    }
  }

  /** Counts a scene that nobody made and says what to answer. */
  RefusedException junk(Peer peer) {
    return counted(junk, peer);
  }

  /** Counts a wrong name and says what to answer. */
  RefusedException wrong(Peer peer, UpstreamSubject person) {
    people.take(Handles.ownerHash(person));
    return counted(addresses, peer);
  }

  private static RefusedException counted(Limiter limiter, Peer peer) {
    return limiter.take(peer.prefix())
        ? new RefusedException(Refusal.NOT_FOUND)
        : new RefusedException(Refusal.TOO_OFTEN, WINDOW);
  }
}
