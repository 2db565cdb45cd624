package io.saoma.sandbox.control;

import io.saoma.sandbox.json.Exchange;
import io.saoma.sandbox.json.Members;
import io.saoma.sandbox.json.Refusal;
import io.saoma.sandbox.json.Reply;
import io.saoma.sandbox.json.Route;
import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.Quota;
import io.saoma.sandbox.world.Quotas;
import io.saoma.sandbox.world.SaomaUrl;
import io.saoma.sandbox.world.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** {@code /api/clock}, {@code /api/quotas}, {@code /api/apps}: the world's own conditions. */
final class SettingsApi {
  private static final long TEN_YEARS_MILLIS = Duration.ofDays(3650).toMillis();

  private final World world;

  SettingsApi(World world) {
    this.world = world;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/clock", exchange -> time()),
        new Route("POST", "/clock", this::advance),
        new Route("GET", "/quotas", exchange -> quotas()),
        new Route("POST", "/quotas", this::limit),
        new Route("GET", "/apps", exchange -> apps()),
        new Route("PATCH", "/apps/{appid}", this::moveSaoma));
  }

  private Reply time() {
    return Reply.ok(Map.of("now", world.clock().instant().toString()));
  }

  private Reply advance(Exchange exchange) {
    Members members = exchange.members("advance_ms");
    long millis = members.number("advance_ms", -TEN_YEARS_MILLIS, TEN_YEARS_MILLIS);
    world.clock().advance(Duration.ofMillis(millis));
    return time();
  }

  private Reply quotas() {
    Quotas quotas = world.quotas();
    Map<String, Object> json = new LinkedHashMap<>();
    for (Quota quota : Quota.values()) {
      json.put(name(quota), quotas.limit(quota));
    }
    return Reply.ok(json);
  }

  private Reply limit(Exchange exchange) {
    String[] names = Stream.of(Quota.values()).map(SettingsApi::name).toArray(String[]::new);
    Members members = exchange.members(names);
    for (Quota quota : Quota.values()) {
      if (members.has(name(quota))) {
        world.quotas().limit(quota, (int) members.number(name(quota), 0, Integer.MAX_VALUE));
      }
    }
    return quotas();
  }

  private static String name(Quota quota) {
    return quota.name().toLowerCase(Locale.ROOT);
  }

  private Reply apps() {
    return Reply.ok(Map.of("apps", world.apps().all().stream().map(SettingsApi::json).toList()));
  }

  /** For tests, in which the sandbox has to be there before Saoma has a port. */
  private Reply moveSaoma(Exchange exchange) {
    App app =
        world
            .apps()
            .find(exchange.segment())
            .orElseThrow(() -> new Refusal(404, "unknown_app", "there is no such app"));
    try {
      App moved = app.withSaomaUrl(SaomaUrl.parse(exchange.members("saoma_url").text("saoma_url")));
      world.apps().put(moved);
      return Reply.ok(json(moved));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("member \"saoma_url\" " + e.getMessage());
    }
  }

  private static Map<String, Object> json(App app) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("appid", app.appid());
    json.put("name", app.name());
    json.put("pages", app.pages());
    app.boundTo().ifPresent(account -> json.put("open_platform", account));
    if (app.saomaUrl() != null) {
      json.put("saoma_url", app.saomaUrl().toString());
    }
    return json;
  }
}
