package io.saoma.sandbox.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saoma.sandbox.json.Json;
import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.Apps;
import io.saoma.sandbox.world.OneTimeCode;
import io.saoma.sandbox.world.OneTimeCodes;
import io.saoma.sandbox.world.People;
import io.saoma.sandbox.world.Person;
import io.saoma.sandbox.world.PhoneNumber;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** getPhoneNumber: the code of the phone-number button (never that of wx.login) for the number. */
final class UserPhoneNumber implements Endpoint {
  private final AccessTokens tokens;
  private final Apps apps;
  private final OneTimeCodes codes;
  private final People people;
  private final InstantSource clock;

  UserPhoneNumber(
      AccessTokens tokens, Apps apps, OneTimeCodes codes, People people, InstantSource clock) {
    this.tokens = tokens;
    this.apps = apps;
    this.codes = codes;
    this.people = people;
    this.clock = clock;
  }

  @Override
  public String path() {
    return "/wxa/business/getuserphonenumber";
  }

  @Override
  public String errorType() {
    return Answer.JSON;
  }

  @Override
  public Answer answer(WeChatCall call) {
    WeChatRefusal.unless(call.method().equals("POST"), WeChatError.REQUIRE_POST);
    String appid = tokens.check(call.query("access_token"));
    App app = apps.find(appid).orElseThrow(() -> new WeChatRefusal(WeChatError.INVALID_APPID));
    JsonNode json = call.json();
    OneTimeCode code =
        codes
            .find(OneTimeCode.Kind.PHONE, json.path("code").asText())
            .orElseThrow(() -> new WeChatRefusal(WeChatError.INVALID_CODE));
    WeChatRefusal.unless(code.appid().equals(appid), WeChatError.INVALID_APPID);
    Person person =
        people.find(code.personId()).orElseThrow(() -> new WeChatRefusal(WeChatError.INVALID_CODE));
    PhoneNumber number =
        person.phoneNumber().orElseThrow(() -> new WeChatRefusal(WeChatError.INVALID_CODE));
    JsonNode openid = json.path("openid");
    WeChatRefusal.unless(
        openid.isMissingNode() || openid.asText().equals(person.openid(app)),
        WeChatError.INVALID_OPENID);
    WeChatRefusal.unless(!code.isExpired(clock.instant()), WeChatError.INVALID_CODE);
    WeChatRefusal.unless(code.use(), WeChatError.INVALID_CODE);
    return Answer.ok(Answer.JSON, Json.write(phoneInfo(number, appid)));
  }

  private Map<String, Object> phoneInfo(PhoneNumber number, String appid) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("phoneNumber", number.full());
    info.put("purePhoneNumber", number.subscriber());
    info.put("countryCode", number.countryCode());
    info.put("watermark", Map.of("timestamp", clock.instant().getEpochSecond(), "appid", appid));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("errcode", 0);
    answer.put("errmsg", "ok");
    answer.put("phone_info", info);
    return answer;
  }
}
