package io.saoma.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The session key of each person in each app: one at a time, which a login renews, though not every
 * login.
 */
public final class SessionKeys {
  private static final Duration RENEWED_AFTER = Duration.ofMinutes(10);
  private static final int BYTES = 16;

  private record Key(String value, Instant madeAt) {}

  private final Map<String, Key> keys = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public SessionKeys(InstantSource clock) {
    this.clock = clock;
  }

  /** The key that a login gives now. */
  public String login(Person person, App app) {
    Instant now = clock.instant();
    return keys.compute(
            person.openid(app),
            (openid, key) ->
                key == null || key.madeAt().plus(RENEWED_AFTER).isBefore(now)
                    ? new Key(RandomText.base64(BYTES), now)
                    : key)
        .value();
  }

  public Optional<String> current(Person person, App app) {
    return Optional.ofNullable(keys.get(person.openid(app))).map(Key::value);
  }
}
