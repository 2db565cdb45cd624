package io.saoma.connector.wechat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.saoma.connector.ConnectorSettings;
import io.saoma.connector.UpstreamIdentity;
import io.saoma.connector.UpstreamSubject;
import io.saoma.connector.Verification;
import io.saoma.connector.Verification.Reason;
import io.saoma.connector.Verification.Refused;
import io.saoma.connector.Verification.Unavailable;
import io.saoma.connector.Verification.Verified;
import io.saoma.oauth.Sha256;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Turns a {@code wx.login} code into the person who brought it ({@code auth.code2Session}). WeChat
 * spends the code with the first request that reaches it, answered or not: nothing here ever asks
 * twice for one code.
 */
final class LoginCodeExchange {
  private static final String API = "code2Session";
  private static final Pattern CODE = Pattern.compile("[!-~]{1,128}");

  /** As long as a code lives at WeChat; afterwards WeChat itself calls it invalid. */
  private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);

  private static final int CODES_REMEMBERED = 100_000;

  private final ConnectorSettings settings;
  private final WeChatApi api;
  private final Limits limits;
  private final Alarm alarm;
  private final Pause pause;
  private final Cache<String, Boolean> seen;

  LoginCodeExchange(
      ConnectorSettings settings, WeChatApi api, Limits limits, Alarm alarm, InstantSource clock) {
    this.settings = settings;
    this.api = api;
    this.limits = limits;
    this.alarm = alarm;
    this.pause = new Pause(clock);
    this.seen =
        Caffeine.newBuilder()
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .expireAfterWrite(CODE_LIFETIME)
            .maximumSize(CODES_REMEMBERED)
            .build();
  }

  Verification verify(String code) {
    if (!CODE.matcher(code).matches()) {
      return new Refused(Reason.CREDENTIAL_INVALID);
    }
    var paused = pause.current();
    if (paused.isPresent()) {
      return outcome(paused.get());
    }
    // Two requests with one code at the same time: one asks, so that the other's 40163 cannot win.
    if (seen.asMap().putIfAbsent(Sha256.of(code), true) != null) {
      return new Refused(Reason.CREDENTIAL_USED);
    }
    return Budget.of(limits.call())
        .await(api.code2Session(settings, code))
        .fold(this::verified, this::failed);
  }

  private Verification verified(Person person) {
    var exact = new UpstreamSubject("wechat:openid:" + settings.appId(), person.openid());
    // Without a declared account nobody knows among which apps a unionid may be compared.
    var shared =
        settings
            .openPlatform()
            .flatMap(
                account ->
                    person
                        .unionid()
                        .map(id -> new UpstreamSubject("wechat:unionid:" + account, id)));
    return new Verified(new UpstreamIdentity(exact, shared));
  }

  private Verification failed(Failure failure) {
    alarm.raise(API, failure);
    // One person's "too often" must not lock the others out: WeChat counts by person, too.
    if (failure.kind() != FailureKind.TOO_OFTEN) {
      pause.after(failure);
    }
    return outcome(failure);
  }

  private static Verification outcome(Failure failure) {
    return switch (failure.kind()) {
      case CREDENTIAL_INVALID -> new Refused(Reason.CREDENTIAL_INVALID);
      case CREDENTIAL_USED -> new Refused(Reason.CREDENTIAL_USED);
      case PERSON_BLOCKED -> new Refused(Reason.PERSON_BLOCKED);
      case TOO_OFTEN -> new Refused(Reason.TOO_OFTEN);
      case BUSY, UNREACHABLE, TOKEN, QUOTA, CONFIGURATION, DEFECT ->
          new Unavailable(failure.kind().retryAfter());
    };
  }
}
