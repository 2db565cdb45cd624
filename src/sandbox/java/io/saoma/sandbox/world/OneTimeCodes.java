package io.saoma.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The codes that {@code wx.login} and the phone-number button gave. */
public final class OneTimeCodes {
  private static final Duration LIFE = Duration.ofMinutes(5);

  /** How long a used or expired code is still known, so that it is answered as such. */
  private static final Duration MEMORY = Duration.ofHours(1);

  private static final int LENGTH = 32;
  private static final int SWEEP_ABOVE = 20_000;

  private final Map<String, OneTimeCode> codes = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public OneTimeCodes(InstantSource clock) {
    this.clock = clock;
  }

  public String issue(OneTimeCode.Kind kind, Person person, App app) {
    Instant now = clock.instant();
    if (codes.size() > SWEEP_ABOVE) {
      codes.values().removeIf(code -> code.expiresAt().plus(MEMORY).isBefore(now));
    }
    String value = RandomText.alphanumeric(LENGTH);
    codes.put(value, new OneTimeCode(kind, person.id(), app.appid(), now.plus(LIFE)));
    return value;
  }

  /** The code of this kind and exactly this spelling. */
  public Optional<OneTimeCode> find(OneTimeCode.Kind kind, String value) {
    return Optional.ofNullable(codes.get(value)).filter(code -> code.kind() == kind);
  }
}
