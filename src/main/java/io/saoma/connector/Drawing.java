package io.saoma.connector;

import java.time.Duration;

/** What came of asking the upstream to draw a code. */
public sealed interface Drawing {
  /**
   * The picture.
   *
   * @param mediaType from the bytes themselves, {@code image/jpeg} or {@code image/png}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  record Drawn(byte[] image, String mediaType) implements Drawing {}

  /** No picture now: the quota is spent or the upstream is out of reach. */
  record Unavailable(Reason reason, Duration retryAfter) implements Drawing {}

  enum Reason {
    QUOTA,
    UNREACHABLE,
    /** The operator has to act: page not released, app banned, wrong secret. */
    MISCONFIGURED
  }
}
