package io.saoma.sandbox.phone;

import io.saoma.sandbox.json.Exchange;
import io.saoma.sandbox.json.Members;
import io.saoma.sandbox.json.Refusal;
import io.saoma.sandbox.json.Reply;
import io.saoma.sandbox.json.Route;
import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.DrawnCode;
import io.saoma.sandbox.world.Person;
import io.saoma.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the phone's page can ask for. */
public final class PhoneApi {
  private final World world;
  private final Requests requests = new Requests();

  public PhoneApi(World world) {
    this.world = world;
  }

  public List<Route> routes() {
    return List.of(
        new Route("GET", "/home", exchange -> home()),
        new Route("POST", "/request", this::request));
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
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("appid", app.appid());
    json.put("name", app.name());
    app.pages().stream().findFirst().ifPresent(home -> json.put("path", home));
    if (app.saomaUrl() != null) {
      json.put("saoma_url", app.saomaUrl().toString());
    }
    return json;
  }

  private Map<String, Object> newest(DrawnCode drawn) {
    String name =
        world.apps().find(drawn.code().appid()).map(App::name).orElse(drawn.code().appid());
    return Map.of("id", Long.toString(drawn.id()), "name", name);
  }

  /** {@code wx.request}. */
  private Reply request(Exchange exchange) {
    Members members = exchange.members("appid", "url", "method", "header", "data");
    App app =
        world
            .apps()
            .find(members.text("appid"))
            .orElseThrow(() -> new Refusal(404, "unknown_app", "there is no such app"));
    return Reply.ok(
        requests.send(
            app,
            members.text("url"),
            members.text("method"),
            members.texts("header"),
            members.text("data")));
  }
}
