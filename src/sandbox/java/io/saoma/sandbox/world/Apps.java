package io.saoma.sandbox.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The mini-programs that exist. */
public final class Apps {
  private final Map<String, App> byAppid = new ConcurrentSkipListMap<>();

  public Apps(List<App> apps) {
    apps.forEach(this::put);
  }

  public Optional<App> find(String appid) {
    return Optional.ofNullable(byAppid.get(appid));
  }

  public List<App> all() {
    return List.copyOf(byAppid.values());
  }

  /** Takes the place of the one with the same appid. */
  public void put(App app) {
    byAppid.put(app.appid(), app);
  }
}
