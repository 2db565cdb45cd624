package io.saoma.sandbox.wechat;

import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.RandomText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The two families of access tokens. Each app has at most one newest token in each; a token that a
 * newer one replaced lives on for the overlap. Renewing one family never touches the other.
 */
final class AccessTokens {
  /** The two ways to a token. */
  enum Family {
    PLAIN,
    STABLE
  }

  /** A token and what is known of it; {@code newest} within its family. */
  record Token(String value, String appid, Instant expiresAt, boolean newest) {
    boolean isAlive(Instant now) {
      return now.isBefore(expiresAt);
    }
  }

  static final Duration OVERLAP = Duration.ofMinutes(5);
  private static final Duration LIFE = Duration.ofHours(2);
  private static final Duration MEMORY = Duration.ofDays(1);
  private static final int BYTES = 102;
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{64,512}");

  private final Map<String, Token> tokens = new HashMap<>();
  private final Map<String, String> newest = new HashMap<>();
  private final InstantSource clock;

  AccessTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** Makes a token; the one before it lives until {@code oldUntil} and is no longer the newest. */
  synchronized Token issue(Family family, App app, Instant oldUntil) {
    Instant now = clock.instant();
    tokens.values().removeIf(token -> token.expiresAt().plus(MEMORY).isBefore(now));
    newest(family, app)
        .ifPresent(
            old -> tokens.put(old.value(), new Token(old.value(), old.appid(), oldUntil, false)));
    Token token = new Token(RandomText.base64Url(BYTES), app.appid(), now.plus(LIFE), true);
    tokens.put(token.value(), token);
    newest.put(family + app.appid(), token.value());
    return token;
  }

  synchronized Optional<Token> newest(Family family, App app) {
    return Optional.ofNullable(newest.get(family + app.appid())).map(tokens::get);
  }

  /** Whose token it is, dead ones included. */
  synchronized Optional<String> appid(String value) {
    return Optional.ofNullable(tokens.get(value)).map(Token::appid);
  }

  /**
   * The appid of a token that is good now.
   *
   * @throws WeChatRefusal 41001 without one, 40014 if it looks like none, 40001 if it is unknown or
   *     was replaced, 42001 if its time is over
   */
  synchronized String check(String value) {
    WeChatRefusal.unless(!value.isEmpty(), WeChatError.ACCESS_TOKEN_MISSING);
    WeChatRefusal.unless(SHAPE.matcher(value).matches(), WeChatError.INVALID_ACCESS_TOKEN);
    Token token = tokens.get(value);
    if (token == null) {
      throw new WeChatRefusal(WeChatError.INVALID_CREDENTIAL);
    }
    if (!token.isAlive(clock.instant())) {
      throw new WeChatRefusal(
          token.newest() ? WeChatError.ACCESS_TOKEN_EXPIRED : WeChatError.INVALID_CREDENTIAL);
    }
    return token.appid();
  }
}
