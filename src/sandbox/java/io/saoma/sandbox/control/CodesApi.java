package io.saoma.sandbox.control;

import io.saoma.sandbox.json.Exchange;
import io.saoma.sandbox.json.Members;
import io.saoma.sandbox.json.Refusal;
import io.saoma.sandbox.json.Reply;
import io.saoma.sandbox.json.Route;
import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.OneTimeCode;
import io.saoma.sandbox.world.Person;
import io.saoma.sandbox.world.World;
import java.util.List;
import java.util.Map;

/** {@code /api/login} and {@code /api/phone-number}: what a mini-program gets from the phone. */
final class CodesApi {
  private final World world;

  CodesApi(World world) {
    this.world = world;
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/login", exchange -> issue(OneTimeCode.Kind.LOGIN, exchange)),
        new Route("POST", "/phone-number", exchange -> issue(OneTimeCode.Kind.PHONE, exchange)));
  }

  private Reply issue(OneTimeCode.Kind kind, Exchange exchange) {
    Members members = exchange.members("user", "appid");
    String user = members.text("user");
    String appid = members.text("appid");
    Person person =
        world
            .people()
            .find(user)
            .orElseThrow(() -> new Refusal(404, "unknown_user", "there is no user " + user));
    App app =
        world
            .apps()
            .find(appid)
            .orElseThrow(() -> new Refusal(404, "unknown_app", "there is no app " + appid));
    if (kind == OneTimeCode.Kind.PHONE && person.phoneNumber().isEmpty()) {
      throw new Refusal(409, "no_phone_number", "this user has no phone number");
    }
    return Reply.ok(Map.of("code", world.codes().issue(kind, person, app)));
  }
}
