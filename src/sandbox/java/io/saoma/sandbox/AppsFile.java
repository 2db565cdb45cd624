package io.saoma.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.saoma.sandbox.json.Json;
import io.saoma.sandbox.world.App;
import io.saoma.sandbox.world.SaomaUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file that declares the sandbox's mini-programs, and lists every fault in it at once.
 */
final class AppsFile {
  private static final Pattern APPID = Pattern.compile(App.RESERVED_PREFIX + "[0-9a-f]{8}");
  private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{16,128}");
  private static final Pattern PAGE = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Set<String> KNOWN =
      Set.of("appid", "secret", "name", "pages", "open_platform", "saoma_url");

  private final List<String> faults = new ArrayList<>();
  private final Set<String> appids = new HashSet<>();

  private AppsFile() {}

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException whose message names the file and every fault in it
   */
  static List<App> read(Path file) {
    AppsFile reading = new AppsFile();
    List<App> apps = reading.parse(file);
    if (!reading.faults.isEmpty()) {
      throw new IllegalArgumentException(
          "The sandbox's apps in "
              + file
              + " are wrong:\n- "
              + String.join("\n- ", reading.faults));
    }
    return apps;
  }

  private List<App> parse(Path file) {
    List<App> apps = new ArrayList<>();
    try {
      JsonNode array = Json.read(Files.readAllBytes(file));
      if (!array.isArray() || array.isEmpty()) {
        faults.add("it must be a JSON array with one object for each mini-program");
        return apps;
      }
      for (int i = 0; i < array.size(); i++) {
        apps.add(app("[" + i + "]", array.get(i)));
      }
    } catch (JsonProcessingException e) {
      faults.add("it is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      faults.add("it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return apps;
  }

  private App app(String where, JsonNode json) {
    if (!json.isObject()) {
      faults.add(where + " must be an object");
    }
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                faults.add(where + ": unknown member \"" + name + "\"");
              }
            });
    String appid = text(where, json, "appid");
    if (!appid.isEmpty() && !APPID.matcher(appid).matches()) {
      // The guard against real accounts: a real appid with its real secret must never come here.
      faults.add(
          where
              + ".appid: the sandbox takes only appids of its own, \""
              + App.RESERVED_PREFIX
              + "\" and 8 hexadecimal digits; a real mini-program does not belong here");
    } else if (!appid.isEmpty() && !appids.add(appid)) {
      faults.add(where + ".appid: " + appid + " stands twice");
    }
    String secret = text(where, json, "secret");
    if (!secret.isEmpty() && !SECRET.matcher(secret).matches()) {
      faults.add(where + ".secret must be 16 to 128 visible ASCII characters");
    }
    return new App(
        appid,
        secret,
        text(where, json, "name"),
        pages(where + ".pages", json.path("pages")),
        openPlatform(where, json),
        saomaUrl(where, json));
  }

  private String text(String where, JsonNode json, String member) {
    JsonNode value = json.path(member);
    if (!value.isTextual() || value.textValue().isBlank()) {
      faults.add(where + "." + member + " must be a string that is not empty");
      return "";
    }
    return value.textValue();
  }

  private List<String> pages(String where, JsonNode json) {
    List<String> pages = new ArrayList<>();
    if (!json.isArray()) {
      faults.add(where + " must be an array of page paths (empty: nothing is released)");
      return pages;
    }
    for (JsonNode page : json) {
      if (page.isTextual() && PAGE.matcher(page.textValue()).matches()) {
        pages.add(page.textValue());
      } else {
        faults.add(where + ": " + page + " is no page path; they look like pages/confirm/confirm");
      }
    }
    return pages;
  }

  private @Nullable String openPlatform(String where, JsonNode json) {
    if (!json.has("open_platform")) {
      return null;
    }
    String account = text(where, json, "open_platform");
    if (!account.isEmpty() && !ACCOUNT.matcher(account).matches()) {
      faults.add(where + ".open_platform must be 1 to 64 letters, digits, - or _");
    }
    return account;
  }

  private @Nullable URI saomaUrl(String where, JsonNode json) {
    if (!json.has("saoma_url")) {
      return null;
    }
    try {
      return SaomaUrl.parse(text(where, json, "saoma_url"));
    } catch (IllegalArgumentException e) {
      faults.add(where + ".saoma_url " + e.getMessage());
      return null;
    }
  }
}
