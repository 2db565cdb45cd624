package io.saoma.connector.wechat;

import java.time.Duration;

/** What a failure asks of us. */
enum FailureKind {
  /** WeChat is overloaded: worth asking again where asking is harmless. */
  BUSY(Duration.ofSeconds(5)),
  /** No answer, or none that can be believed. */
  UNREACHABLE(Duration.ofSeconds(5)),
  /** The access token is no longer good: one refresh, one replay. */
  TOKEN(Duration.ofSeconds(5)),
  /** Too many calls a day, or codes for ever: a new token would not help. */
  QUOTA(Duration.ofSeconds(5)),
  /** Too many calls this minute. */
  TOO_OFTEN(Duration.ofSeconds(5)),
  /** The operator has to act; asking on only makes it worse. */
  CONFIGURATION(Duration.ofSeconds(30)),
  /** WeChat did not understand the request, or we not its answer: an error of this program. */
  DEFECT(Duration.ofSeconds(30)),
  /** About one login code: a fresh one may do. */
  CREDENTIAL_INVALID(Duration.ofSeconds(30)),
  /** About one login code: a fresh one may do. */
  CREDENTIAL_USED(Duration.ofSeconds(30)),
  /** About one person, and final. */
  PERSON_BLOCKED(Duration.ofSeconds(30));

  private final Duration retryAfter;

  FailureKind(Duration retryAfter) {
    this.retryAfter = retryAfter;
  }

  /** How long it is useless to ask the same again. */
  Duration retryAfter() {
    return retryAfter;
  }

  /** Whether to leave the upstream alone for that long, whoever asks. */
  boolean pauses() {
    return this == QUOTA || this == TOO_OFTEN || this == CONFIGURATION;
  }

  /** Whether the upstream is well: it answered, and could. */
  boolean isAnswer() {
    return this != BUSY && this != UNREACHABLE;
  }
}
