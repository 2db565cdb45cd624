package io.saoma.sandbox.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saoma.sandbox.wechat.AccessTokens.Family;
import io.saoma.sandbox.wechat.AccessTokens.Token;
import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.Quota;
import io.saoma.sandbox.world.Quotas;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** getStableAccessToken: the same token until its last five minutes, unless a new one is forced. */
final class StableToken implements Endpoint {
  private static final Duration BETWEEN_FORCED = Duration.ofSeconds(30);

  private final Credentials credentials;
  private final AccessTokens tokens;
  private final Quotas quotas;
  private final InstantSource clock;
  private final Map<String, Instant> lastForced = new HashMap<>();

  StableToken(Credentials credentials, AccessTokens tokens, Quotas quotas, InstantSource clock) {
    this.credentials = credentials;
    this.tokens = tokens;
    this.quotas = quotas;
    this.clock = clock;
  }

  @Override
  public String path() {
    return "/cgi-bin/stable_token";
  }

  @Override
  public String errorType() {
    return Answer.JSON;
  }

  @Override
  public Answer answer(WeChatCall call) {
    JsonNode json = call.json();
    WeChatRefusal.unless(
        json.path("grant_type").asText().equals("client_credential"),
        WeChatError.INVALID_GRANT_TYPE);
    App app = credentials.check(json.path("appid").asText(), json.path("secret").asText());
    JsonNode force = json.path("force_refresh");
    WeChatRefusal.unless(force.isMissingNode() || force.isBoolean(), WeChatError.DATA_FORMAT);
    WeChatRefusal.unless(
        quotas.take(Quota.STABLE_TOKENS_PER_MINUTE, app.appid()), WeChatError.MINUTE_LIMIT);
    WeChatRefusal.unless(
        quotas.take(Quota.STABLE_TOKENS_PER_DAY, app.appid()), WeChatError.DAILY_LIMIT);
    return TokenAnswer.of(token(app, force.asBoolean()), clock.instant());
  }

  /** One at a time, or two calls at the end of a token's life would both renew it. */
  private synchronized Token token(App app, boolean force) {
    Instant now = clock.instant();
    if (force && mayForce(app, now)) {
      lastForced.put(app.appid(), now);
      return tokens.issue(Family.STABLE, app, now);
    }
    Optional<Token> current = tokens.newest(Family.STABLE, app).filter(token -> token.isAlive(now));
    if (current.isPresent()
        && now.isBefore(current.get().expiresAt().minus(AccessTokens.OVERLAP))) {
      return current.get();
    }
    return tokens.issue(
        Family.STABLE, app, current.isPresent() ? now.plus(AccessTokens.OVERLAP) : now);
  }

  /** A call that may not force is not refused: it is an ordinary one. */
  private boolean mayForce(App app, Instant now) {
    Instant last = lastForced.get(app.appid());
    return (last == null || !now.isBefore(last.plus(BETWEEN_FORCED)))
        && quotas.take(Quota.FORCED_TOKENS_PER_DAY, app.appid());
  }
}
