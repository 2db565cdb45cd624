package io.saoma.sandbox.control;

import io.saoma.sandbox.json.Exchange;
import io.saoma.sandbox.json.Members;
import io.saoma.sandbox.json.Refusal;
import io.saoma.sandbox.json.Reply;
import io.saoma.sandbox.json.Route;
import io.saoma.sandbox.wechat.Fault;
import io.saoma.sandbox.wechat.Fault.Replacement;
import io.saoma.sandbox.wechat.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /api/faults}: what shall go wrong, and how often. */
final class FaultsApi {
  private static final int MAX_TIMES = 1_000_000;
  private static final int MAX_MILLIS = 3_600_000;
  private static final int MAX_BODY = 64 << 20;

  private final Faults faults;
  private final List<String> paths;

  FaultsApi(Faults faults, List<String> paths) {
    this.faults = faults;
    this.paths = Stream.concat(paths.stream(), Stream.of("*")).toList();
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/faults", this::order),
        new Route("GET", "/faults", exchange -> pending()),
        new Route("DELETE", "/faults", exchange -> clear()));
  }

  private Reply order(Exchange exchange) {
    Members members =
        exchange.members(
            "path",
            "times",
            "errcode",
            "status",
            "content_type",
            "body",
            "repeat",
            "location",
            "delay_ms",
            "drip_ms",
            "drop_reply");
    String path = members.text("path");
    if (!paths.contains(path)) {
      throw Refusal.invalid("member \"path\" must be one of " + String.join(", ", paths));
    }
    Fault fault =
        new Fault(
            path,
            replacement(members),
            visible(members, "content_type"),
            Duration.ofMillis(members.number("delay_ms", 0, MAX_MILLIS, 0)),
            Duration.ofMillis(members.number("drip_ms", 0, MAX_MILLIS, 0)),
            members.flag("drop_reply", false));
    refuseContradictions(members, fault);
    faults.order(fault, (int) members.number("times", 1, MAX_TIMES, 1));
    return pending();
  }

  private static void refuseContradictions(Members members, Fault fault) {
    boolean replaced = fault.replacement() != null;
    if (members.has("errcode") && (members.has("status") || members.has("body"))) {
      throw Refusal.invalid("\"errcode\" excludes \"status\" and \"body\"");
    }
    if (fault.dropReply() && (replaced || fault.contentType() != null)) {
      throw Refusal.invalid("\"drop_reply\" excludes every other answer");
    }
    if (!replaced
        && !fault.dropReply()
        && fault.contentType() == null
        && fault.delay().isZero()
        && fault.drip().isZero()) {
      throw Refusal.invalid(
          "say what goes wrong: errcode, status, body, content_type, delay_ms, drip_ms or"
              + " drop_reply");
    }
  }

  private static @Nullable Replacement replacement(Members members) {
    if (members.has("errcode")) {
      int errcode = (int) members.number("errcode", Integer.MIN_VALUE, Integer.MAX_VALUE);
      return new Replacement(errcode, 200, "", 1, null);
    }
    if (!members.has("status") && !members.has("body")) {
      if (members.has("repeat") || members.has("location")) {
        throw Refusal.invalid("\"repeat\" goes with \"body\", \"location\" with \"status\"");
      }
      return null;
    }
    String body = members.optionalText("body").orElse("");
    long repeat = members.number("repeat", 1, MAX_BODY, 1);
    if (body.length() * repeat > MAX_BODY) {
      throw Refusal.invalid("the repeated body is longer than " + MAX_BODY + " characters");
    }
    return new Replacement(
        null,
        (int) members.number("status", 200, 599, 200),
        body,
        (int) repeat,
        visible(members, "location"));
  }

  /** A header's value: a line break in it would make a second header. */
  private static @Nullable String visible(Members members, String name) {
    return members
        .optionalText(name)
        .map(
            value -> {
              if (!value.matches("[\\x20-\\x7e]{1,1000}")) {
                throw Refusal.invalid("member \"" + name + "\" must be visible ASCII");
              }
              return value;
            })
        .orElse(null);
  }

  private Reply pending() {
    return Reply.ok(Map.of("pending", faults.pending()));
  }

  private Reply clear() {
    faults.clear();
    return pending();
  }
}
