package io.saoma.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;

/** What the page says: Chinese for those who ask for it, English for everybody else. */
final class Words {
  private static final Map<String, String> CHINESE =
      Map.ofEntries(
          Map.entry("title", "演示小店"),
          Map.entry("tagline", "一个只会标准 OpenID Connect 的网站"),
          Map.entry("button", "小程序登录"),
          Map.entry("button.small", "用微信扫一扫，在手机上确认"),
          Map.entry("phone", "手边没有微信？打开沙盒里的手机"),
          Map.entry("welcome", "登录好了"),
          Map.entry("says", "下面是 ID 令牌里的内容，这就是网站知道的全部。"),
          Map.entry("claim", "声明"),
          Map.entry("value", "值"),
          Map.entry("token", "令牌原文"),
          Map.entry("logout", "退出"),
          Map.entry("other", "English"),
          Map.entry("notice.denied", "你在手机上选择了不登录。"),
          Map.entry("notice.failed", "这次登录没有完成，请再试一次。"),
          Map.entry("notice.no_provider", "登录服务还没有准备好，过几秒再试。"));

  private static final Map<String, String> ENGLISH =
      Map.ofEntries(
          Map.entry("title", "Demo Shop"),
          Map.entry("tagline", "A site that speaks nothing but standard OpenID Connect"),
          Map.entry("button", "Login with mini-program"),
          Map.entry("button.small", "Scan with WeChat, confirm on your phone"),
          Map.entry("phone", "No WeChat at hand? Open the sandbox’s phone"),
          Map.entry("welcome", "You are logged in"),
          Map.entry("says", "This is what the ID token says, and all that the site knows."),
          Map.entry("claim", "Claim"),
          Map.entry("value", "Value"),
          Map.entry("token", "The token itself"),
          Map.entry("logout", "Sign out"),
          Map.entry("other", "中文"),
          Map.entry("notice.denied", "You chose on your phone not to log in."),
          Map.entry("notice.failed", "That login was not finished. Please try again."),
          Map.entry(
              "notice.no_provider",
              "The login service is not ready yet. Try again in a few seconds."));

  private final boolean chinese;

  private Words(boolean chinese) {
    this.chinese = chinese;
  }

  /** The language that the link asked for, else the browser's. */
  static Words of(HttpServletRequest request) {
    String asked = request.getParameter("lang");
    Locale browser = request.getLocale();
    return new Words(
        asked == null
            ? browser.getLanguage().equals(Locale.CHINESE.getLanguage())
            : asked.equals("zh"));
  }

  String get(String key) {
    return (chinese ? CHINESE : ENGLISH).getOrDefault(key, key);
  }

  String tag() {
    return chinese ? "zh-CN" : "en";
  }

  /** For the link to the other language. */
  String otherTag() {
    return chinese ? "en" : "zh";
  }
}
