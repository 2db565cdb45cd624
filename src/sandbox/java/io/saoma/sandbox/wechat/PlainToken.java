package io.saoma.sandbox.wechat;

import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.Quota;
import io.saoma.sandbox.world.Quotas;
import java.time.Instant;
import java.time.InstantSource;

/** getAccessToken: a new token for every call. */
final class PlainToken implements Endpoint {
  private final Credentials credentials;
  private final AccessTokens tokens;
  private final Quotas quotas;
  private final InstantSource clock;

  PlainToken(Credentials credentials, AccessTokens tokens, Quotas quotas, InstantSource clock) {
    this.credentials = credentials;
    this.tokens = tokens;
    this.quotas = quotas;
    this.clock = clock;
  }

  @Override
  public String path() {
    return "/cgi-bin/token";
  }

  @Override
  public String errorType() {
    return Answer.JSON;
  }

  @Override
  public Answer answer(WeChatCall call) {
    WeChatRefusal.unless(call.method().equals("GET"), WeChatError.REQUIRE_GET);
    WeChatRefusal.unless(
        call.query("grant_type").equals("client_credential"), WeChatError.INVALID_GRANT_TYPE);
    App app = credentials.check(call.query("appid"), call.query("secret"));
    WeChatRefusal.unless(quotas.take(Quota.TOKENS_PER_DAY, app.appid()), WeChatError.DAILY_LIMIT);
    Instant overlapEnd = clock.instant().plus(AccessTokens.OVERLAP);
    return TokenAnswer.of(
        tokens.issue(AccessTokens.Family.PLAIN, app, overlapEnd), clock.instant());
  }
}
