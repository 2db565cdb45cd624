package io.saoma.sandbox.control;

import io.saoma.sandbox.json.Exchange;
import io.saoma.sandbox.json.Refusal;
import io.saoma.sandbox.json.Reply;
import io.saoma.sandbox.json.Route;
import io.saoma.sandbox.wechat.Calls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/calls}: what was asked of WeChat. */
final class CallsApi {
  private final Calls calls;

  CallsApi(Calls calls) {
    this.calls = calls;
  }

  List<Route> routes() {
    return List.of(new Route("GET", "/calls", this::list));
  }

  private Reply list(Exchange exchange) {
    List<Calls.Call> newer = calls.since(since(exchange));
    List<Map<String, Object>> shown =
        newer.stream()
            .filter(call -> exchange.query("path").map(call.path()::equals).orElse(true))
            .map(CallsApi::json)
            .toList();
    return Reply.ok(Map.of("calls", shown, "totals", calls.totals()));
  }

  private static long since(Exchange exchange) {
    try {
      return Long.parseLong(exchange.query("since").orElse("0"));
    } catch (NumberFormatException e) {
      throw Refusal.invalid("\"since\" is the number of the last call you have seen");
    }
  }

  private static Map<String, Object> json(Calls.Call call) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", call.number());
    json.put("at", call.at().toString());
    json.put("method", call.method());
    json.put("path", call.path());
    json.put("appid", call.appid());
    json.put("params", call.parameters());
    json.put("status", call.status());
    json.put("errcode", call.errcode());
    json.put("fault", call.fault());
    return json;
  }
}
