package io.saoma.sandbox.world;

import java.time.InstantSource;
import java.util.List;

/** Everything that exists in one sandbox, made together and used by WeChat, phones and control. */
public final class World {
  private final SandboxClock clock;
  private final Apps apps;
  private final People people = new People();
  private final OneTimeCodes codes;
  private final SessionKeys sessionKeys;
  private final DrawnCodes drawn;
  private final Quotas quotas;

  public World(InstantSource realTime, List<App> apps) {
    this.clock = new SandboxClock(realTime);
    this.apps = new Apps(apps);
    this.codes = new OneTimeCodes(clock);
    this.sessionKeys = new SessionKeys(clock);
    this.drawn = new DrawnCodes(clock);
    this.quotas = new Quotas(clock);
  }

  public SandboxClock clock() {
    return clock;
  }

  public Apps apps() {
    return apps;
  }

  public People people() {
    return people;
  }

  public OneTimeCodes codes() {
    return codes;
  }

  public SessionKeys sessionKeys() {
    return sessionKeys;
  }

  public DrawnCodes drawn() {
    return drawn;
  }

  public Quotas quotas() {
    return quotas;
  }
}
