package io.saoma.sandbox.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saoma.sandbox.picture.Look;
import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.MiniProgramCode;
import java.awt.Color;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The parameters of getUnlimitedQRCode, each with the error that WeChat gives for it. */
final class UnlimitedCodeParameters {
  private static final int MAX_SCENE = 32;
  private static final int MAX_UNCHECKED_PAGES = 60_000;
  private static final Pattern SCENE = Pattern.compile("[0-9A-Za-z!#$&'()*+,/:;=?@\\-._~]+");
  private static final Pattern PAGE = Pattern.compile("[A-Za-z0-9_\\-]+(/[A-Za-z0-9_\\-]+)*");
  private static final int MAX_PAGE = 128;

  private final Map<String, Set<String>> uncheckedPages = new ConcurrentHashMap<>();

  MiniProgramCode code(JsonNode json, App app) {
    String scene = scene(json.path("scene"));
    String page = page(json, app);
    return new MiniProgramCode(app.appid(), page, scene, envVersion(json.path("env_version")));
  }

  private static String scene(JsonNode json) {
    WeChatRefusal.unless(json.isTextual(), WeChatError.SCENE_LENGTH);
    String scene = json.textValue();
    int length = scene.codePointCount(0, scene.length());
    WeChatRefusal.unless(length >= 1 && length <= MAX_SCENE, WeChatError.SCENE_LENGTH);
    WeChatRefusal.unless(SCENE.matcher(scene).matches(), WeChatError.INVALID_SCENE);
    return scene;
  }

  /** A checked page must be in the released build, whichever build the code opens. */
  private String page(JsonNode json, App app) {
    boolean check = flag(json.path("check_path"), true);
    JsonNode value = json.path("page");
    WeChatRefusal.unless(value.isMissingNode() || value.isTextual(), WeChatError.INVALID_ARGS);
    String home = app.pages().isEmpty() ? "" : app.pages().get(0);
    String page = value.asText().isEmpty() ? home : value.asText();
    WeChatRefusal.unless(
        page.length() <= MAX_PAGE && PAGE.matcher(page).matches(), WeChatError.INVALID_PAGE);
    if (check) {
      WeChatRefusal.unless(app.pages().contains(page), WeChatError.INVALID_PAGE);
    } else {
      Set<String> pages =
          uncheckedPages.computeIfAbsent(app.appid(), appid -> ConcurrentHashMap.newKeySet());
      WeChatRefusal.unless(
          pages.contains(page) || pages.size() < MAX_UNCHECKED_PAGES,
          WeChatError.COUNT_OUT_OF_LIMIT);
      pages.add(page);
    }
    return page;
  }

  /** An empty string is not a missing one here. */
  private static String envVersion(JsonNode json) {
    String env = json.isMissingNode() ? "release" : json.asText();
    WeChatRefusal.unless(MiniProgramCode.ENV_VERSIONS.contains(env), WeChatError.INVALID_ARGS);
    return env;
  }

  Look look(JsonNode json) {
    JsonNode width = json.path("width");
    int pixels = width.isMissingNode() ? 430 : width.asInt(-1);
    WeChatRefusal.unless(
        (width.isMissingNode() || width.isNumber()) && pixels >= 280 && pixels <= 1280,
        WeChatError.INVALID_ARGS);
    Color ink = ink(json.path("line_color"));
    boolean auto = flag(json.path("auto_color"), false);
    return new Look(pixels, auto ? Color.BLACK : ink, flag(json.path("is_hyaline"), false));
  }

  private static Color ink(JsonNode json) {
    if (json.isMissingNode()) {
      return Color.BLACK;
    }
    return new Color(part(json.path("r")), part(json.path("g")), part(json.path("b")));
  }

  private static int part(JsonNode json) {
    int value = json.asInt(-1); // decimal strings, and numbers too
    WeChatRefusal.unless(value >= 0 && value <= 255, WeChatError.INVALID_ARGS);
    return value;
  }

  private static boolean flag(JsonNode json, boolean whenMissing) {
    WeChatRefusal.unless(json.isMissingNode() || json.isBoolean(), WeChatError.INVALID_ARGS);
    return json.asBoolean(whenMissing);
  }
}
