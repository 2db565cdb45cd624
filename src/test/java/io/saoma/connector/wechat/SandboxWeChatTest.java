package io.saoma.connector.wechat;

import static io.saoma.sandbox.SandboxServer.APPID;
import static io.saoma.sandbox.SandboxServer.LONER;
import static io.saoma.sandbox.SandboxServer.PAGE;
import static io.saoma.sandbox.SandboxServer.SECRET;
import static io.saoma.sandbox.SandboxServer.SISTER;
import static io.saoma.sandbox.SandboxServer.UNRELEASED;
import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.connector.ConnectorSecret;
import io.saoma.connector.ConnectorSettings;
import io.saoma.connector.CredentialConnector;
import io.saoma.connector.Drawing;
import io.saoma.connector.Drawing.Drawn;
import io.saoma.connector.UpstreamIdentity;
import io.saoma.connector.UpstreamSubject;
import io.saoma.connector.Verification.Reason;
import io.saoma.connector.Verification.Refused;
import io.saoma.connector.Verification.Unavailable;
import io.saoma.connector.Verification.Verified;
import io.saoma.sandbox.SandboxControl;
import io.saoma.sandbox.SandboxServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connector as it is deployed, against the sandbox as it is deployed. */
class SandboxWeChatTest {
  private static final String TOKEN = "/cgi-bin/stable_token";
  private static final String SCENE = "1a0123456789_-ABCDEFGHIJabcdefgh";

  private final SandboxServer sandbox = SandboxServer.start();
  private final SandboxControl control = sandbox.control();
  private final SettableClock clock = new SettableClock();
  private final WeChatConnectorFactory factory = new WeChatConnectorFactory();
  private final CredentialConnector connector = connector(APPID, Optional.of("demo"));

  @AfterEach
  void stop() {
    factory.close();
    sandbox.close();
  }

  @Test
  void aPersonIsKnownByOpenidAndUnionid() {
    var user = control.person();
    assertThat(connector.verify(control.login(user, APPID)))
        .isEqualTo(
            new Verified(
                new UpstreamIdentity(
                    new UpstreamSubject("wechat:openid:" + APPID, control.openid(user, APPID)),
                    Optional.of(
                        new UpstreamSubject(
                            "wechat:unionid:demo", control.unionid(user, APPID))))));
  }

  @Test
  void appsOfOneAccountShareTheUnionidAndNothingElse() {
    var user = control.person();
    var here = identity(connector, control.login(user, APPID));
    var sister = identity(connector(SISTER, Optional.of("demo")), control.login(user, SISTER));
    var loner = identity(connector(LONER, Optional.of("demo")), control.login(user, LONER));
    assertThat(sister.shared()).isEqualTo(here.shared()).isPresent();
    assertThat(sister.exact()).isNotEqualTo(here.exact());
    assertThat(loner.shared()).isEmpty();
  }

  @Test
  void W02_theSessionKeyStaysWithWeChat() {
    var user = control.person();
    try (var log = new CapturedLog()) {
      var text = connector.verify(control.login(user, APPID)) + log.text();
      assertThat(control.sessionKey(user, APPID)).hasSize(24);
      assertThat(text).doesNotContain(control.sessionKey(user, APPID));
    }
  }

  @Test
  void W07_aCodeOfAnotherAppIsInvalidHereAndStaysGoodThere() {
    var code = control.login(control.person(), SISTER);
    assertThat(connector.verify(code)).isEqualTo(new Refused(Reason.CREDENTIAL_INVALID));
    assertThat(connector(SISTER, Optional.empty()).verify(code)).isInstanceOf(Verified.class);
  }

  @Test
  void W16_aPersonOfHighRiskIsBlocked() {
    var user = control.person(Map.of("risky", true));
    assertThat(connector.verify(control.login(user, APPID)))
        .isEqualTo(new Refused(Reason.PERSON_BLOCKED));
  }

  @Test
  void R19_aCodeWhoseAnswerWasLostIsUsedAndAFreshOneIsGood() {
    control.fault(Map.of("path", "/sns/jscode2session", "drop_reply", true));
    var user = control.person();
    var code = control.login(user, APPID);
    assertThat(connector.verify(code)).isInstanceOf(Unavailable.class);
    var otherNode = connector(APPID, Optional.empty());
    assertThat(otherNode.verify(code)).isEqualTo(new Refused(Reason.CREDENTIAL_USED));
    assertThat(connector.verify(control.login(user, APPID))).isInstanceOf(Verified.class);
  }

  @Test
  void anExpiredCodeIsInvalid() {
    var code = control.login(control.person(), APPID);
    control.advance(Duration.ofMinutes(5));
    assertThat(connector.verify(code)).isEqualTo(new Refused(Reason.CREDENTIAL_INVALID));
  }

  @Test
  void aPhoneReadsWhatWasDrawn() {
    var drawn = (Drawn) connector.draw(SCENE);
    assertThat(drawn.mediaType()).isEqualTo("image/jpeg");
    assertThat(control.decode(drawn.image()))
        .isEqualTo(new SandboxControl.Decoded(APPID, PAGE, SCENE, "release"));
    assertThat(connector.draw(SCENE)).isInstanceOf(Drawn.class);
    assertThat(control.total(TOKEN)).isEqualTo(1);
  }

  @Test
  void aPageThatIsNotReleasedIsDrawnOnlyUnchecked() {
    var app = settings(UNRELEASED, Optional.empty());
    assertThat(factory.create(app, clock).draw(SCENE))
        .isEqualTo(new Drawing.Unavailable(Drawing.Reason.MISCONFIGURED, Duration.ofSeconds(30)));
    var unchecked = unchecked(app);
    var drawn = (Drawn) factory.create(unchecked, clock).draw(SCENE);
    assertThat(control.decode(drawn.image()).envVersion()).isEqualTo("trial");
  }

  @Test
  void R18_aBusyMomentIsNotNoticed() {
    control.fault(Map.of("path", "*", "times", 2, "errcode", -1));
    assertThat(connector.draw(SCENE)).isInstanceOf(Drawn.class);
  }

  @Test
  void R20_aSpentMinuteIsWaitedFor() {
    control.limit("codes_per_minute", 1);
    assertThat(connector.draw(SCENE)).isInstanceOf(Drawn.class);
    assertThat(connector.draw(SCENE))
        .isEqualTo(new Drawing.Unavailable(Drawing.Reason.QUOTA, Duration.ofSeconds(5)));
    pass(Duration.ofMinutes(1));
    assertThat(connector.draw(SCENE)).isInstanceOf(Drawn.class);
    assertThat(control.total(TOKEN)).as("a new token is no new quota").isEqualTo(1);
  }

  @Test
  void R22_aTokenThatExpiredUnnoticedIsReplaced() {
    assertThat(connector.draw(SCENE)).isInstanceOf(Drawn.class);
    control.advance(Duration.ofHours(3));
    assertThat(connector.draw(SCENE)).isInstanceOf(Drawn.class);
    assertThat(control.total(TOKEN)).isEqualTo(2);
    assertThat(control.total("/wxa/getwxacodeunlimit")).isEqualTo(3);
  }

  @Test
  void W19_sixHoursNeedAHandfulOfTokensAndNoneIsForced() {
    for (var minute = 0; minute < 6 * 60; minute += 3) {
      assertThat(connector.draw(SCENE)).isInstanceOf(Drawn.class);
      pass(Duration.ofMinutes(3));
    }
    assertThat(control.total(TOKEN)).isBetween(3L, 7L);
    assertThat(control.calls(0))
        .filteredOn(call -> call.path().equals(TOKEN))
        .allMatch(call -> !call.params().path("force_refresh").asBoolean());
    assertThat(control.calls(0)).allMatch(call -> call.errcode() == 0);
  }

  @Test
  void R21_anUpstreamThatIsDownIsUnavailableAndComesBack() {
    control.fault(Map.of("path", "*", "times", 1000, "status", 503));
    for (var i = 0; i < 12; i++) {
      assertThat(connector.verify("code-" + i)).isInstanceOf(Unavailable.class);
    }
    assertThat(control.total("/sns/jscode2session")).isEqualTo(10);
    control.clearFaults();
    clock.advance(Duration.ofSeconds(5));
    assertThat(connector.verify(control.login(control.person(), APPID)))
        .isInstanceOf(Verified.class);
  }

  @Test
  void aWrongSecretSignsNobodyInAndDrawsNothing() {
    var right = settings(APPID, Optional.empty());
    var wrong = factory.create(withSecret(right, "sample-another-secret"), clock);
    assertThat(wrong.verify(control.login(control.person(), APPID)))
        .isEqualTo(new Unavailable(Duration.ofSeconds(30)));
    assertThat(wrong.draw(SCENE))
        .isEqualTo(new Drawing.Unavailable(Drawing.Reason.MISCONFIGURED, Duration.ofSeconds(30)));
  }

  private void pass(Duration length) {
    clock.advance(length);
    control.advance(length);
  }

  private CredentialConnector connector(String appId, Optional<String> openPlatform) {
    return factory.create(settings(appId, openPlatform), clock);
  }

  private ConnectorSettings settings(String appId, Optional<String> openPlatform) {
    return new ConnectorSettings(
        "main",
        factory.kind(),
        "operator",
        appId,
        new ConnectorSecret(SECRET),
        "release",
        true,
        PAGE,
        sandbox.base(),
        openPlatform,
        Optional.empty(),
        0);
  }

  private static ConnectorSettings unchecked(ConnectorSettings it) {
    return new ConnectorSettings(
        it.id(),
        it.kind(),
        it.owner(),
        it.appId(),
        it.secret(),
        "trial",
        false,
        it.page(),
        it.baseUrl(),
        it.openPlatform(),
        it.name(),
        it.pool());
  }

  private static ConnectorSettings withSecret(ConnectorSettings it, String secret) {
    return new ConnectorSettings(
        it.id(),
        it.kind(),
        it.owner(),
        it.appId(),
        new ConnectorSecret(secret),
        "release",
        true,
        it.page(),
        it.baseUrl(),
        it.openPlatform(),
        it.name(),
        it.pool());
  }

  private static UpstreamIdentity identity(CredentialConnector connector, String code) {
    return ((Verified) connector.verify(code)).identity();
  }
}
