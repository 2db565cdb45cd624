package io.saoma.sandbox.wechat;

import java.time.Duration;
import java.time.Instant;

/** The answer of both token endpoints: without {@code errcode}. */
final class TokenAnswer {
  private TokenAnswer() {}

  static Answer of(AccessTokens.Token token, Instant now) {
    long seconds = Duration.between(now, token.expiresAt()).plusMillis(999).toSeconds();
    return Answer.ok(
        Answer.JSON, "{\"access_token\":\"" + token.value() + "\",\"expires_in\":" + seconds + "}");
  }
}
