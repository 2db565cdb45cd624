package io.saoma.sandbox.wechat;

import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.Apps;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The check of an appid and its secret, which three endpoints begin with. */
final class Credentials {
  private final Apps apps;

  Credentials(Apps apps) {
    this.apps = apps;
  }

  App check(String appid, String secret) {
    WeChatRefusal.unless(!appid.isEmpty(), WeChatError.APPID_MISSING);
    App app = apps.find(appid).orElseThrow(() -> new WeChatRefusal(WeChatError.INVALID_APPID));
    WeChatRefusal.unless(!secret.isEmpty(), WeChatError.APPSECRET_MISSING);
    boolean same =
        MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), app.secret().getBytes(StandardCharsets.UTF_8));
    WeChatRefusal.unless(same, WeChatError.INVALID_APPSECRET);
    return app;
  }
}
