package io.saoma.connector.wechat;

import java.time.Duration;

/** What lets us call an app's APIs. */
record AccessToken(String value) {
  @Override
  public String toString() {
    return "***";
  }

  /** A token as WeChat gave it; the lifetime counts from before it was asked for. */
  record Grant(AccessToken token, Duration lifetime) {}
}
