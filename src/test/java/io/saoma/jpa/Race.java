package io.saoma.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * Threads behind a barrier that all go for one thing at the same moment, round after round: what a
 * read before a write loses, and one conditional statement wins.
 */
public final class Race {
  /** As many contenders as the races of this project have. */
  public static final int THREADS = 24;

  private Race() {}

  /**
   * Runs {@code rounds} rounds.
   *
   * @param prize makes what a round is about, before its barrier opens
   * @param attempt what each contender does with it; the second argument is the contender's number
   * @return for each round what its contenders got, each an outcome or the exception it threw
   */
  public static <P, T> List<List<Outcome<T>>> run(
      int rounds, IntFunction<P> prize, BiFunction<P, Integer, T> attempt) {
    var contenders = Executors.newFixedThreadPool(THREADS);
    try {
      var results = new ArrayList<List<Outcome<T>>>();
      for (int round = 0; round < rounds; round++) {
        var barrier = new CyclicBarrier(THREADS);
        var thing = prize.apply(round);
        var attempts = new ArrayList<Callable<T>>();
        for (int i = 0; i < THREADS; i++) {
          int contender = i;
          attempts.add(
              () -> {
                barrier.await();
                return attempt.apply(thing, contender);
              });
        }
        results.add(contenders.invokeAll(attempts).stream().map(Race::outcome).toList());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a race", e);
    } finally {
      contenders.shutdownNow();
    }
  }

  private static <T> Outcome<T> outcome(Future<T> attempt) {
    try {
      return new Won<>(attempt.get());
    } catch (ExecutionException e) {
      return new Failed<>(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a race", e);
    }
  }

  /** What one contender got. */
  public sealed interface Outcome<T> {}

  /** The attempt returned. */
  public record Won<T>(T value) implements Outcome<T> {}

  /** The attempt threw: the cause of {@code thrown}. */
  public record Failed<T>(ExecutionException thrown) implements Outcome<T> {}
}
