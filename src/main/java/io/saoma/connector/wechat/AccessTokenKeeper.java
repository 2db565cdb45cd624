package io.saoma.connector.wechat;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the one access token of an app on this node. Whoever needs it shares one request; it is
 * renewed in the background while the old one still serves; and whatever WeChat says, asking never
 * becomes a loop, which would spend the app's quota of a day in minutes.
 */
final class AccessTokenKeeper {
  /**
   * WeChat gives a new token only in the old one's last five minutes, and the old one again before:
   * asking earlier is of no use. The minute between is for clocks that differ.
   */
  private static final Duration RENEWAL = Duration.ofMinutes(4);

  /** A lifetime may be as short as 300 s. This keeps such a token from being renewed at once. */
  private static final Duration LEAST_AGE = Duration.ofMinutes(1);

  /** Between two renewals in the background, and between two tokens given up as refused. */
  private static final Duration REST = Duration.ofSeconds(30);

  private record Held(AccessToken token, Instant renewAt, Instant expiresAt) {}

  private record State(Optional<Held> held, Instant lastRefusal) {}

  private final Supplier<CompletableFuture<Answer<AccessToken.Grant>>> issuer;
  private final Alarm alarm;
  private final InstantSource clock;
  private final Pause pause;
  private final AtomicReference<State> state =
      new AtomicReference<>(new State(Optional.empty(), Instant.EPOCH));
  private final AtomicReference<@Nullable CompletableFuture<Answer<AccessToken>>> flight =
      new AtomicReference<>();

  /**
   * @param issuer asks WeChat for the current token; its future should complete with a value
   */
  AccessTokenKeeper(
      Supplier<CompletableFuture<Answer<AccessToken.Grant>>> issuer,
      Alarm alarm,
      InstantSource clock) {
    this.issuer = issuer;
    this.alarm = alarm;
    this.clock = clock;
    this.pause = new Pause(clock);
  }

  /** A token that is good as far as we know, at once where one is held. */
  CompletableFuture<Answer<AccessToken>> token() {
    var now = clock.instant();
    var held = state().held().filter(it -> now.isBefore(it.expiresAt()));
    if (held.isEmpty()) {
      return renewal();
    }
    if (!now.isBefore(held.get().renewAt())) {
      var unused = renewal(); // in the background: the old token serves meanwhile
    }
    return CompletableFuture.completedFuture(Answer.given(held.get().token()));
  }

  /**
   * Gives up {@code token}, which WeChat refused. Of many calls that were refused with one token,
   * one gives it up and the others find the next.
   *
   * @return whether asking for a token again may help: false when another was given up just now
   */
  boolean giveUp(AccessToken token) {
    while (true) {
      var before = state();
      if (before.held().filter(it -> it.token().equals(token)).isEmpty()) {
        return true;
      }
      var now = clock.instant();
      if (isWithin(REST, before.lastRefusal(), now)) {
        return false;
      }
      if (state.compareAndSet(before, new State(Optional.empty(), now))) {
        return true;
      }
    }
  }

  private CompletableFuture<Answer<AccessToken>> renewal() {
    var paused = pause.current();
    if (paused.isPresent()) {
      return CompletableFuture.completedFuture(Answer.failed(paused.get()));
    }
    var last = flight.get();
    if (last != null && !last.isDone()) {
      return last;
    }
    var next = new CompletableFuture<Answer<AccessToken>>();
    if (!flight.compareAndSet(last, next)) {
      return renewal(); // which joins the flight that was faster
    }
    var asked = clock.instant();
    // Another flight may have landed since the caller looked.
    var landed = state().held().filter(it -> asked.isBefore(it.renewAt()));
    if (landed.isPresent()) {
      next.complete(Answer.given(landed.get().token()));
      return next;
    }
    // Whatever goes wrong ends this flight: one that stayed open would be joined for ever.
    var unused =
        ask()
            .thenApply(answer -> answer.fold(it -> keep(it, asked), this::fail))
            .whenComplete(
                (answer, thrown) ->
                    next.complete(thrown == null ? answer : Answer.failed(unexpected(thrown))));
    return next;
  }

  private CompletableFuture<Answer<AccessToken.Grant>> ask() {
    try {
      return issuer.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Failure unexpected(Throwable thrown) {
    // Its name only: a message may hold what was sent.
    var failure =
        new Failure(FailureKind.DEFECT, 0, Optional.empty(), "failed by " + thrown.getClass());
    fail(failure);
    return failure;
  }

  private State state() {
    return requireNonNull(state.get());
  }

  private Answer<AccessToken> keep(AccessToken.Grant grant, Instant asked) {
    var expiresAt = asked.plus(grant.lifetime());
    var early = expiresAt.minus(RENEWAL);
    var soonest = asked.plus(LEAST_AGE);
    var held = new Held(grant.token(), early.isAfter(soonest) ? early : soonest, expiresAt);
    state.updateAndGet(before -> new State(Optional.of(held), before.lastRefusal()));
    return Answer.given(grant.token());
  }

  private Answer<AccessToken> fail(Failure failure) {
    alarm.raise("getStableAccessToken", failure);
    pause.after(failure);
    var later = clock.instant().plus(REST);
    state.updateAndGet(
        before ->
            new State(
                before.held().map(it -> new Held(it.token(), later, it.expiresAt())),
                before.lastRefusal()));
    return Answer.failed(failure);
  }

  /** A clock that was set back is no reason to wait. */
  private static boolean isWithin(Duration length, Instant since, Instant now) {
    var elapsed = Duration.between(since, now);
    return !elapsed.isNegative() && elapsed.compareTo(length) < 0;
  }
}
