package io.saoma.crossdevice;

import io.saoma.interaction.Changes;
import io.saoma.oauth.InteractionId;
import io.saoma.ticket.Login;
import io.saoma.ticket.LoginView;
import io.saoma.ticket.Logins;
import jakarta.servlet.AsyncContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The parked polls of this node: one for an interaction, none costs a thread. A change wakes its
 * waiter at once; a waiter that hears nothing for 25 seconds is told to ask again.
 */
public final class Waiters implements Changes, AutoCloseable {
  /** What a page is told when it was not parked: ask again after this. */
  static final Duration SHORT_POLL = Duration.ofSeconds(3);

  private final Logins logins;
  private final Executor executor;
  private final int capacity;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ConcurrentMap<InteractionId, Waiter> parked = new ConcurrentHashMap<>();

  /**
   * Waiters of one node.
   *
   * @param executor answers those that were woken, so that whoever changed something does not
   * @param capacity how many to park; the rest are told to poll
   */
  public Waiters(Logins logins, Executor executor, int capacity) {
    this.logins = logins;
    this.executor = executor;
    this.capacity = capacity;
  }

  /** How many wait. */
  public int size() {
    return parked.size();
  }

  boolean isFull() {
    return closed.get() || parked.size() >= capacity;
  }

  /** Parks a poll; the one before it of the same interaction is answered. */
  Waiter park(InteractionId id, AsyncContext context, long version, LoginView.Word word) {
    var waiter = new Waiter(this, id, context, version, word);
    var before = parked.put(id, waiter);
    if (before != null) {
      executor.execute(() -> answer(before, SHORT_POLL));
    }
    if (closed.get()) {
      sendAway(waiter);
    }
    return waiter;
  }

  /** Takes a waiter out; whoever does, answers it. */
  boolean take(Waiter waiter) {
    return parked.remove(waiter.interaction(), waiter);
  }

  Optional<Login> look(InteractionId interaction) {
    return logins.find(interaction);
  }

  @Override
  public void changed(InteractionId interaction) {
    var waiter = parked.remove(interaction);
    if (waiter != null) {
      executor.execute(() -> answer(waiter, Duration.ZERO));
    }
  }

  /** A waiter that was taken out is answered here or never: also when nothing can be read. */
  private void answer(Waiter waiter, Duration retry) {
    try {
      look(waiter.interaction())
          .ifPresent(login -> waiter.answer(StateAnswer.of(login, retry.toMillis())));
    } finally {
      waiter.askAgain(); // unless it was answered
    }
  }

  /** Sends every page away, to another node where there is one, and parks no more. */
  @Override
  public void close() {
    closed.set(true);
    parked.values().forEach(this::sendAway);
  }

  private void sendAway(Waiter waiter) {
    take(waiter);
    waiter.askAgain();
  }
}
