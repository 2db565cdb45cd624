package io.saoma.sandbox.wechat;

import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.OneTimeCode;
import io.saoma.sandbox.world.OneTimeCodes;
import io.saoma.sandbox.world.People;
import io.saoma.sandbox.world.Person;
import io.saoma.sandbox.world.Quota;
import io.saoma.sandbox.world.Quotas;
import io.saoma.sandbox.world.SessionKeys;
import java.time.InstantSource;

/** auth.code2Session: what {@code wx.login} gave, for an openid and a session key. */
final class CodeToSession implements Endpoint {
  private final Credentials credentials;
  private final OneTimeCodes codes;
  private final People people;
  private final SessionKeys sessionKeys;
  private final Quotas quotas;
  private final InstantSource clock;

  CodeToSession(
      Credentials credentials,
      OneTimeCodes codes,
      People people,
      SessionKeys sessionKeys,
      Quotas quotas,
      InstantSource clock) {
    this.credentials = credentials;
    this.codes = codes;
    this.people = people;
    this.sessionKeys = sessionKeys;
    this.quotas = quotas;
    this.clock = clock;
  }

  @Override
  public String path() {
    return "/sns/jscode2session";
  }

  @Override
  public String errorType() {
    return Answer.TEXT;
  }

  @Override
  public Answer answer(WeChatCall call) {
    WeChatRefusal.unless(call.method().equals("GET"), WeChatError.REQUIRE_GET);
    App app = credentials.check(call.query("appid"), call.query("secret"));
    WeChatRefusal.unless(
        call.query("grant_type").equals("authorization_code"), WeChatError.INVALID_GRANT_TYPE);
    WeChatRefusal.unless(!call.query("js_code").isEmpty(), WeChatError.MISSING_CODE);
    Person person = redeem(call.query("js_code"), app);
    WeChatRefusal.unless(!person.risky(), WeChatError.CODE_BLOCKED);
    return Answer.ok(Answer.TEXT, session(person, app));
  }

  private Person redeem(String jsCode, App app) {
    OneTimeCode code =
        codes
            .find(OneTimeCode.Kind.LOGIN, jsCode)
            .filter(found -> found.appid().equals(app.appid()))
            .orElseThrow(() -> new WeChatRefusal(WeChatError.INVALID_CODE));
    WeChatRefusal.unless(!code.isUsed(), WeChatError.CODE_BEEN_USED);
    WeChatRefusal.unless(!code.isExpired(clock.instant()), WeChatError.INVALID_CODE);
    Person person =
        people.find(code.personId()).orElseThrow(() -> new WeChatRefusal(WeChatError.INVALID_CODE));
    WeChatRefusal.unless(
        quotas.take(Quota.SESSIONS_PER_USER_MINUTE, person.openid(app)), WeChatError.MINUTE_LIMIT);
    // From here on the code is gone, whether or not the answer arrives.
    WeChatRefusal.unless(code.use(), WeChatError.CODE_BEEN_USED);
    return person;
  }

  /** By hand, for the slashes: WeChat escapes them, and a reader must live with it. */
  private String session(Person person, App app) {
    String key = sessionKeys.login(person, app).replace("/", "\\/");
    String unionid = person.unionid(app).map(id -> ",\"unionid\":\"" + id + "\"").orElse("");
    return "{\"session_key\":\""
        + key
        + "\",\"openid\":\""
        + person.openid(app)
        + "\""
        + unionid
        + "}";
  }
}
