package io.saoma.crossdevice;

import io.saoma.oauth.InteractionId;
import io.saoma.ticket.LoginView;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One parked poll, answered once by whoever is first. */
final class Waiter implements AsyncListener {
  private final Waiters waiters;
  private final InteractionId interaction;
  private final AsyncContext context;
  private final long version;
  private final LoginView.Word word;
  private final AtomicBoolean answered = new AtomicBoolean();

  /** One that waits for a version past {@code version}, or for {@code word} to run out. */
  Waiter(
      Waiters waiters,
      InteractionId interaction,
      AsyncContext context,
      long version,
      LoginView.Word word) {
    this.waiters = waiters;
    this.interaction = interaction;
    this.context = context;
    this.version = version;
    this.word = word;
  }

  InteractionId interaction() {
    return interaction;
  }

  void answer(StateAnswer answer) {
    send(200, answer.json());
  }

  /** Nothing new. */
  void askAgain() {
    send(204, null);
  }

  private void send(int status, @Nullable String json) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    try {
      try {
        Json.send((HttpServletResponse) context.getResponse(), status, json);
      } finally {
        context.complete();
      }
    } catch (IOException | IllegalStateException gone) {
      // The page was closed, and the container may know it already: there is nobody to tell.
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    waiters.take(this);
    try {
      waiters
          .look(interaction)
          // A picture that ran out leaves the letters, and nobody has changed anything.
          .filter(login -> login.isPast(version) || login.view().word() != word)
          .ifPresent(login -> answer(StateAnswer.of(login, 0)));
    } finally {
      askAgain(); // unless it was answered
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    waiters.take(this);
    answered.set(true);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    waiters.take(this);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
