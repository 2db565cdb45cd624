package io.saoma.connector.wechat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The time that one verification or drawing may take in all. Measured by the monotonic counter and
 * not by the clock: a clock that is set back must not hold a person's request.
 */
final class Budget {
  private final long end;

  private Budget(long end) {
    this.end = end;
  }

  /** A budget of {@code length} that begins now. */
  static Budget of(Duration length) {
    return new Budget(System.nanoTime() + length.toNanos());
  }

  /** What is left, never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /** The answer, if it comes in time. */
  <T> Answer<T> await(CompletableFuture<Answer<T>> answer) {
    try {
      return answer.get(left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Answer.failed(Failure.unreachable("No answer in time."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.failed(Failure.unreachable("The server is stopping."));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call answers by value, never by exception", e);
    }
  }

  /** Waits for {@code length}; false, at once, when less is left, or when the server stops. */
  boolean sleep(Duration length) {
    if (left().compareTo(length) <= 0) {
      return false;
    }
    try {
      Thread.sleep(length.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
