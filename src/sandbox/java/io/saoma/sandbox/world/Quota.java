package io.saoma.sandbox.world;

import java.time.Duration;

/** WeChat's limits, with the figures that its documents give. */
public enum Quota {
  /** code2Session, for one person in one app. */
  SESSIONS_PER_USER_MINUTE(100, Duration.ofMinutes(1)),
  /** getUnlimitedQRCode, for one app. */
  CODES_PER_MINUTE(5_000, Duration.ofMinutes(1)),
  /** getAccessToken, for one app. */
  TOKENS_PER_DAY(2_000, Duration.ofDays(1)),
  /** getStableAccessToken, for one app. */
  STABLE_TOKENS_PER_MINUTE(10_000, Duration.ofMinutes(1)),
  STABLE_TOKENS_PER_DAY(500_000, Duration.ofDays(1)),
  /** getStableAccessToken with force_refresh, for one app. */
  FORCED_TOKENS_PER_DAY(20, Duration.ofDays(1));

  private final int documented;
  private final Duration window;

  Quota(int documented, Duration window) {
    this.documented = documented;
    this.window = window;
  }

  public int documented() {
    return documented;
  }

  /** Minutes and days of the clock (in China's time), not sliding windows. */
  Duration window() {
    return window;
  }
}
