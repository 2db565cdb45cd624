package io.saoma.sandbox.wechat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was asked of WeChat, without secrets; the newest calls in full, and the count of all. */
public final class Calls {
  private static final int KEPT = 20_000;

  /**
   * One call.
   *
   * @param number counts from 1
   * @param parameters of the query and of a JSON body, secret and access token blanked
   * @param fault whether an ordered fault happened
   */
  public record Call(
      long number,
      Instant at,
      String method,
      String path,
      String appid,
      Map<String, Object> parameters,
      int status,
      int errcode,
      boolean fault) {}

  private final Deque<Call> newest = new ArrayDeque<>();
  private final Map<String, Long> totals = new TreeMap<>();
  private long count;

  synchronized void add(Instant at, WeChatCall call, String appid, Answer answer, boolean fault) {
    count++;
    totals.merge(call.path(), 1L, Long::sum);
    newest.addLast(
        new Call(
            count,
            at,
            call.method(),
            call.path(),
            appid,
            Redaction.parameters(call),
            answer.status(),
            answer.errcode(),
            fault));
    if (newest.size() > KEPT) {
      newest.removeFirst();
    }
  }

  /** The calls after this number, oldest first. */
  public synchronized List<Call> since(long number) {
    return newest.stream().filter(call -> call.number() > number).toList();
  }

  /** All calls since the start, by path. */
  public synchronized Map<String, Long> totals() {
    return new TreeMap<>(totals);
  }
}
