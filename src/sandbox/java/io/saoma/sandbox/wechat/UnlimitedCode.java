package io.saoma.sandbox.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saoma.sandbox.picture.CodePainter;
import io.saoma.sandbox.picture.Look;
import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.Apps;
import io.saoma.sandbox.world.DrawnCodes;
import io.saoma.sandbox.world.MiniProgramCode;
import io.saoma.sandbox.world.Quota;
import io.saoma.sandbox.world.Quotas;

/** getUnlimitedQRCode: a picture, or an error as JSON. */
final class UnlimitedCode implements Endpoint {
  private final AccessTokens tokens;
  private final Apps apps;
  private final Quotas quotas;
  private final UnlimitedCodeParameters parameters = new UnlimitedCodeParameters();
  private final CodePainter painter;
  private final DrawnCodes drawn;

  UnlimitedCode(
      AccessTokens tokens, Apps apps, Quotas quotas, CodePainter painter, DrawnCodes drawn) {
    this.tokens = tokens;
    this.apps = apps;
    this.quotas = quotas;
    this.painter = painter;
    this.drawn = drawn;
  }

  @Override
  public String path() {
    return "/wxa/getwxacodeunlimit";
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
    MiniProgramCode code = parameters.code(json, app);
    Look look = parameters.look(json);
    WeChatRefusal.unless(quotas.take(Quota.CODES_PER_MINUTE, appid), WeChatError.DAILY_LIMIT);
    byte[] picture = painter.paint(code, look);
    drawn.add(code, look.contentType(), picture);
    return Answer.ok(look.contentType(), picture);
  }
}
