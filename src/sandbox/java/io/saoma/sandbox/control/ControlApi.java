package io.saoma.sandbox.control;

import io.saoma.sandbox.json.Route;
import io.saoma.sandbox.wechat.WeChat;
import io.saoma.sandbox.world.World;
import java.util.List;
import java.util.stream.Stream;

/** All routes of the control API. */
public final class ControlApi {
  private final World world;
  private final WeChat weChat;

  public ControlApi(World world, WeChat weChat) {
    this.world = world;
    this.weChat = weChat;
  }

  public List<Route> routes() {
    return Stream.of(
            new UsersApi(world).routes(),
            new CodesApi(world).routes(),
            new PicturesApi(world.drawn()).routes(),
            new FaultsApi(weChat.faults(), weChat.paths()).routes(),
            new CallsApi(weChat.calls()).routes(),
            new SettingsApi(world).routes())
        .flatMap(List::stream)
        .toList();
  }
}
