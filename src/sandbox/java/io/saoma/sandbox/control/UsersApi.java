package io.saoma.sandbox.control;

import io.saoma.sandbox.json.Exchange;
import io.saoma.sandbox.json.Members;
import io.saoma.sandbox.json.Refusal;
import io.saoma.sandbox.json.Reply;
import io.saoma.sandbox.json.Route;
import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.People;
import io.saoma.sandbox.world.Person;
import io.saoma.sandbox.world.PhoneNumber;
import io.saoma.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /api/users}: people and the ids under which apps know them. */
final class UsersApi {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,40}");
  private static final int MAX_NICKNAME = 40;

  private final World world;

  UsersApi(World world) {
    this.world = world;
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/users", this::create),
        new Route("GET", "/users", exchange -> list()),
        new Route("GET", "/users/{user}", exchange -> Reply.ok(all(find(exchange.segment())))),
        new Route("PATCH", "/users/{user}", this::change));
  }

  private Reply create(Exchange exchange) {
    Members members = exchange.members("user", "nickname", "phone", "unionid", "risky");
    String id = members.optionalText("user").orElseGet(People::newId);
    if (!ID.matcher(id).matches()) {
      throw Refusal.invalid("member \"user\" must be 1 to 40 letters, digits, - or _");
    }
    Person person = read(members, new Person(id, "微信用户", null, true, false));
    if (!world.people().add(person)) {
      throw new Refusal(409, "user_exists", "there is already a user " + id);
    }
    return Reply.ok(Map.of("user", id));
  }

  private Reply change(Exchange exchange) {
    Person person = find(exchange.segment());
    Person changed = read(exchange.members("nickname", "phone", "unionid", "risky"), person);
    world.people().change(changed);
    return Reply.ok(all(changed));
  }

  private static Person read(Members members, Person was) {
    String nickname = members.optionalText("nickname").orElse(was.nickname());
    if (nickname.isBlank() || nickname.length() > MAX_NICKNAME) {
      throw Refusal.invalid("member \"nickname\" must have 1 to " + MAX_NICKNAME + " characters");
    }
    Optional<String> phone = members.optionalText("phone");
    try {
      phone.ifPresent(PhoneNumber::of);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("member \"phone\": " + e.getMessage());
    }
    return new Person(
        was.id(),
        nickname,
        phone.isPresent() ? phone.get() : was.phone(),
        members.flag("unionid", was.unionid()),
        members.flag("risky", was.risky()));
  }

  private Reply list() {
    return Reply.ok(Map.of("users", world.people().all().stream().map(UsersApi::plain).toList()));
  }

  private Person find(String id) {
    return world
        .people()
        .find(id)
        .orElseThrow(() -> new Refusal(404, "unknown_user", "there is no user " + id));
  }

  private static Map<String, Object> plain(Person person) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("user", person.id());
    json.put("nickname", person.nickname());
    Optional.ofNullable(person.phone()).ifPresent(phone -> json.put("phone", phone));
    json.put("unionid", person.unionid());
    json.put("risky", person.risky());
    return json;
  }

  /** With what only WeChat and the apps' servers know, for tests that look for leaks of it. */
  private Map<String, Object> all(Person person) {
    Map<String, Object> json = plain(person);
    json.put("apps", world.apps().all().stream().map(app -> seenBy(app, person)).toList());
    return json;
  }

  private Map<String, Object> seenBy(App app, Person person) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("appid", app.appid());
    json.put("openid", person.openid(app));
    person.unionid(app).ifPresent(unionid -> json.put("unionid", unionid));
    world.sessionKeys().current(person, app).ifPresent(key -> json.put("session_key", key));
    return json;
  }
}
