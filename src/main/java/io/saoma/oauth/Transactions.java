package io.saoma.oauth;

import java.util.function.Supplier;

/**
 * Makes several steps one: either all of them are durable when the call returns, or none is. Stores
 * join the transaction that runs on their thread.
 */
public interface Transactions {
  /** Runs {@code work} in the transaction of this thread, or in a new one. */
  <T> T inOne(Supplier<T> work);

  /**
   * Runs {@code task} once everything this thread has begun is durable, and never when it is taken
   * back; at once where nothing is begun.
   */
  void afterCommit(Runnable task);
}
