package io.saoma.connector.wechat;

import java.util.function.Function;

/** What came of one call. */
sealed interface Answer<T> {
  record Given<T>(T value) implements Answer<T> {}

  record Failed<T>(Failure failure) implements Answer<T> {}

  static <T> Answer<T> given(T value) {
    return new Given<>(value);
  }

  static <T> Answer<T> failed(Failure failure) {
    return new Failed<>(failure);
  }

  /** The result of the one function that applies. */
  default <R> R fold(
      Function<? super T, ? extends R> onGiven, Function<? super Failure, ? extends R> onFailed) {
    if (this instanceof Given<T> given) {
      return onGiven.apply(given.value());
    }
    return onFailed.apply(((Failed<T>) this).failure());
  }

  /** Whether it failed in this way. */
  default boolean is(FailureKind kind) {
    return fold(value -> false, failure -> failure.kind() == kind);
  }
}
