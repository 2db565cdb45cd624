package io.saoma.it.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** New browsers, each with a profile of its own: what one has stored no other knows. */
public final class Browsers {
  private static final Path FOUND = Path.of("target/browser.properties");

  private Browsers() {}

  /** A browser that speaks {@code language}, as {@code zh-CN}; the caller quits it. */
  public static ChromeDriver open(String language) {
    var found = found();
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(found.getProperty("driver")))
            .usingAnyFreePort()
            .build();
    return new ChromeDriver(service, options(found.getProperty("browser"), language));
  }

  private static ChromeOptions options(String browser, String language) {
    var options = new ChromeOptions();
    options.setBinary(browser);
    // What a page's policy stopped stands in the log, and nowhere else.
    options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
    // As root, as in a container, Chromium's own sandbox does not start; it sees the loopback only.
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--window-size=1280,800",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
        "--accept-lang=" + language,
        "--lang=" + language,
        "--user-data-dir=" + newProfile());
    return options;
  }

  private static Path newProfile() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target/it")), "browser")
          .toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties found() {
    var found = new Properties();
    try (var in = Files.newBufferedReader(FOUND)) {
      found.load(in);
    } catch (IOException e) {
      throw new IllegalStateException(
          "run src/it/browser/find-or-install.sh " + FOUND + " (the build does)", e);
    }
    return found;
  }
}
