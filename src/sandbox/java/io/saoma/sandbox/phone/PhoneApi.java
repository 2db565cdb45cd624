package io.saoma.sandbox.phone;

import io.saoma.sandbox.json.Exchange;
import io.saoma.sandbox.json.Members;
import io.saoma.sandbox.json.Refusal;
import io.saoma.sandbox.json.Reply;
import io.saoma.sandbox.json.Route;
import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.DrawnCode;
import io.saoma.sandbox.world.MiniProgramCode;
import io.saoma.sandbox.world.OneTimeCode;
import io.saoma.sandbox.world.Person;
import io.saoma.sandbox.world.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the phone's page can ask for. */
public final class PhoneApi {
  private final World world;
  private final SaomaClient saoma = new SaomaClient();

  public PhoneApi(World world) {
    this.world = world;
  }

  public List<Route> routes() {
    return List.of(
        new Route("GET", "/home", exchange -> home()),
        new Route("POST", "/scan", this::scan),
        new Route("POST", "/confirm", this::confirm),
        new Route("POST", "/deny", this::deny));
  }

  private Reply home() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("people", world.people().all().stream().map(PhoneApi::person).toList());
    json.put("apps", world.apps().all().stream().map(PhoneApi::app).toList());
    world.drawn().newest().stream()
        .findFirst()
        .ifPresent(drawn -> json.put("newest", newest(drawn)));
    return Reply.ok(json);
  }

  private static Map<String, Object> person(Person person) {
    return Map.of("user", person.id(), "nickname", person.nickname());
  }

  private static Map<String, Object> app(App app) {
    return Map.of("appid", app.appid(), "name", app.name());
  }

  private Map<String, Object> newest(DrawnCode drawn) {
    String name =
        world.apps().find(drawn.code().appid()).map(App::name).orElse(drawn.code().appid());
    return Map.of("id", Long.toString(drawn.id()), "name", name);
  }

  /** A launch by a scanned code, or by the typed code, in which case there is no scene. */
  private Reply scan(Exchange exchange) {
    Members members = exchange.members("user", "appid", "scene", "code", "launch", "env_version");
    if (members.has("scene") == members.has("code")) {
      throw Refusal.invalid("either \"scene\" or \"code\" must be there");
    }
    String env = members.optionalText("env_version").orElse("release");
    if (!MiniProgramCode.ENV_VERSIONS.contains(env)) {
      throw Refusal.invalid(
          "member \"env_version\" must be one of " + MiniProgramCode.ENV_VERSIONS);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    String name = members.has("scene") ? "scene" : "code";
    body.put(name, members.text(name));
    body.put("launch", members.number("launch", 1000, 9999));
    body.put("env", env);
    return callWithLogin(exchange, members, "scan", body);
  }

  private Reply confirm(Exchange exchange) {
    Members members = exchange.members("user", "appid", "handle", "ctx_digest");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("handle", members.text("handle"));
    body.put("ctx_digest", members.text("ctx_digest"));
    return callWithLogin(exchange, members, "confirm", body);
  }

  private Reply deny(Exchange exchange) {
    Members members = exchange.members("appid", "handle");
    return saoma
        .call(app(members), "deny", Map.of("handle", members.text("handle")), language(exchange))
        .toReply();
  }

  /**
   * Each call has a login code of its own. If an exchange with WeChat was lost, the code is spent
   * and Saoma says so: then once more, with a fresh one.
   */
  private Reply callWithLogin(
      Exchange exchange, Members members, String action, Map<String, Object> body) {
    App app = app(members);
    Person person =
        world
            .people()
            .find(members.text("user"))
            .orElseThrow(() -> new Refusal(404, "unknown_user", "there is no such user"));
    SaomaAnswer answer = saoma.call(app, action, withLogin(body, person, app), language(exchange));
    if (answer.wantsFreshCode()) {
      answer = saoma.call(app, action, withLogin(body, person, app), language(exchange));
    }
    return answer.toReply();
  }

  private Map<String, Object> withLogin(Map<String, Object> body, Person person, App app) {
    Map<String, Object> members = new HashMap<>(body);
    members.put("js_code", world.codes().issue(OneTimeCode.Kind.LOGIN, person, app));
    return members;
  }

  private App app(Members members) {
    return world
        .apps()
        .find(members.text("appid"))
        .orElseThrow(() -> new Refusal(404, "unknown_app", "there is no such app"));
  }

  private static String language(Exchange exchange) {
    return exchange.header("Accept-Language").orElse("zh-CN");
  }
}
