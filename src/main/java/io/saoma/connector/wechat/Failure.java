package io.saoma.connector.wechat;

import java.util.Optional;

/**
 * Why a call gave nothing. Holds no word that WeChat or the network wrote, except numbers: their
 * messages may repeat what we sent.
 *
 * @param errcode WeChat's, or 0 where it gave none
 * @param rid by which WeChat's console finds the call, for seven days
 * @param advice what happened and what the operator can do, for the log
 */
record Failure(FailureKind kind, int errcode, Optional<String> rid, String advice) {
  /** No answer that can be believed. */
  static Failure unreachable(String why) {
    return new Failure(FailureKind.UNREACHABLE, 0, Optional.empty(), why);
  }

  Failure as(FailureKind other) {
    return new Failure(other, errcode, rid, advice);
  }
}
