package io.saoma.it.browser;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** A person at a real Chromium, who waits for what is to be seen. */
public final class Chromium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** A new one with a new profile. */
  public static Chromium open(String language) {
    return new Chromium(Browsers.open(language));
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** As new: no cookie, nothing stored, one window, scripts on, nothing in the log. */
  public Chromium fresh() {
    var windows = List.copyOf(driver.getWindowHandles());
    for (var window : windows.subList(1, windows.size())) {
      driver.switchTo().window(window).close();
    }
    driver.switchTo().window(windows.get(0));
    scripts(true);
    driver.get("about:blank");
    command("Network.clearBrowserCookies", Map.of());
    command("Network.clearBrowserCache", Map.of());
    driver.manage().logs().get(LogType.BROWSER);
    return this;
  }

  public Chromium go(URI address) {
    driver.get(address.toString());
    return this;
  }

  /** Loads the page again. */
  public void reload() {
    driver.navigate().refresh();
  }

  /** Whether pages may run scripts from now on. */
  public void scripts(boolean allowed) {
    command("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
  }

  /** From now on the window of a phone, by night. */
  public void becomePhone() {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
    command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
  }

  /** Opens an address in a tab of its own, which becomes the one that is seen. */
  public String goInNewTab(URI address) {
    driver.switchTo().newWindow(WindowType.TAB);
    go(address);
    return driver.getWindowHandle();
  }

  public void lookAt(String window) {
    driver.switchTo().window(window);
  }

  /** From now on what is in this frame is seen, until a window is looked at again. */
  public void lookInside(String frame) {
    driver.switchTo().frame(see(frame));
  }

  public String address() {
    return String.valueOf(driver.getCurrentUrl());
  }

  /** The element, once it is to be seen. */
  public WebElement see(String selector) {
    until("no " + selector + " to be seen", () -> sees(selector));
    return driver.findElement(By.cssSelector(selector));
  }

  /** Whether the element is to be seen now. */
  public boolean sees(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().anyMatch(WebElement::isDisplayed);
  }

  /** Waits for the sign-in page to show this state, and its picture where it has one. */
  public void seeState(String word) {
    see("main[data-state=" + word + "] [data-panel=" + word + "]");
    if (word.equals("waiting")) {
      until("no picture", () -> evaluate("document.getElementById('picture').naturalWidth > 0"));
    }
  }

  /** Waits until the browser has come to an address that begins so. */
  public void arriveAt(URI address) {
    until("never came to " + address, () -> address().startsWith(address.toString()));
  }

  public String text(String selector) {
    return see(selector).getText();
  }

  /** What the page's pixels are. */
  public byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** Presses keys, wherever the focus is. */
  public void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  public void tab() {
    press(Keys.TAB);
  }

  /** The value of an expression of the page. */
  public Object script(String expression) {
    var value = driver.executeScript("return " + expression);
    return value == null ? "" : value;
  }

  public boolean evaluate(String expression) {
    return Boolean.TRUE.equals(script(expression));
  }

  public void command(String name, Map<String, Object> parameters) {
    driver.executeCdpCommand(name, parameters);
  }

  /** What the browser's log complains about since it was last read, refused resources included. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getMessage())
        .toList();
  }

  /** Waits for a condition; a page that is being left holds to none. */
  public void until(String otherwise, BooleanSupplier condition) {
    var began = System.nanoTime();
    while (!holds(condition)) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new AssertionError(
            otherwise + " at " + address() + "\n" + complaints() + "\n" + driver.getPageSource());
      }
      Thread.onSpinWait();
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (StaleElementReferenceException e) {
      return false;
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
