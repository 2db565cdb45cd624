package io.saoma.connector.wechat;

import io.saoma.connector.ConnectorSettings;
import io.saoma.connector.Drawing;
import io.saoma.connector.Drawing.Drawn;
import io.saoma.connector.Drawing.Reason;
import io.saoma.connector.Drawing.Unavailable;
import io.saoma.oauth.Secrets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Pattern;

/** Has mini-program codes drawn ({@code getUnlimitedQRCode}), with the keeper's token. */
final class CodeDrawing {
  private static final String API = "getUnlimitedQRCode";

  /** WeChat allows more, and then refuses some of it. */
  private static final Pattern SCENE = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  private static final int LEAST_WAIT_MS = 100;
  private static final int MORE_WAIT_MS = 200;

  private final ConnectorSettings settings;
  private final WeChatApi api;
  private final AccessTokenKeeper tokens;
  private final Limits limits;
  private final Alarm alarm;
  private final Pause pause;
  private final Secrets secrets = new Secrets();

  CodeDrawing(
      ConnectorSettings settings,
      WeChatApi api,
      AccessTokenKeeper tokens,
      Limits limits,
      Alarm alarm,
      InstantSource clock) {
    this.settings = settings;
    this.api = api;
    this.tokens = tokens;
    this.limits = limits;
    this.alarm = alarm;
    this.pause = new Pause(clock);
  }

  Drawing draw(String scene) {
    if (!SCENE.matcher(scene).matches()) {
      throw new IllegalArgumentException("a scene has 1 to 32 of [A-Za-z0-9_-]");
    }
    var paused = pause.current();
    if (paused.isPresent()) {
      return unavailable(paused.get());
    }
    var budget = Budget.of(limits.call());
    var answer = ask(scene, budget);
    for (var retry = 0; retry < limits.retries() && answer.is(FailureKind.BUSY); retry++) {
      if (!budget.sleep(jitter())) {
        break;
      }
      answer = ask(scene, budget);
    }
    return answer.fold(drawn -> drawn, CodeDrawing::unavailable);
  }

  /** One request, and one more where the first was refused for its token. */
  private Answer<Drawn> ask(String scene, Budget budget) {
    return budget
        .await(tokens.token())
        .fold(
            token -> {
              var answer = budget.await(api.unlimitedQRCode(settings, token, scene));
              return answer.is(FailureKind.TOKEN) && tokens.giveUp(token)
                  ? replay(scene, budget)
                  : noted(answer);
            },
            Answer::failed);
  }

  private Answer<Drawn> replay(String scene, Budget budget) {
    return budget
        .await(tokens.token())
        .fold(
            token -> noted(budget.await(api.unlimitedQRCode(settings, token, scene))),
            Answer::failed);
  }

  private Answer<Drawn> noted(Answer<Drawn> answer) {
    return answer.fold(
        Answer::given,
        failure -> {
          alarm.raise(API, failure);
          pause.after(failure);
          return Answer.failed(failure);
        });
  }

  private static Drawing unavailable(Failure failure) {
    var reason =
        switch (failure.kind()) {
          case QUOTA, TOO_OFTEN -> Reason.QUOTA;
          case BUSY, UNREACHABLE, TOKEN -> Reason.UNREACHABLE;
          case CONFIGURATION, DEFECT, CREDENTIAL_INVALID, CREDENTIAL_USED, PERSON_BLOCKED ->
              Reason.MISCONFIGURED;
        };
    return new Unavailable(reason, failure.kind().retryAfter());
  }

  /** Spread, so that everyone who was told "busy" does not come back at the same moment. */
  private Duration jitter() {
    return Duration.ofMillis(LEAST_WAIT_MS + (secrets.bytes(1)[0] & 0xff) * MORE_WAIT_MS / 255);
  }
}
