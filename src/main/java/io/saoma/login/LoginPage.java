package io.saoma.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saoma.web.Language;
import io.saoma.web.Page;
import io.saoma.web.Site;
import java.net.URLEncoder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The sign-in page in any of its states; without JavaScript a reload of it is the poll. */
public record LoginPage(
    Language language, String base, Site site, Ids ids, Code code, Progress progress)
    implements Page {

  /** What the page's requests carry beside the browser's cookie. */
  public record Ids(String interaction, String poll, String csrf) {}

  /**
   * What the person carries to the phone.
   *
   * @param image which picture of the interaction is the present one
   * @param phrase the two words that both screens show
   * @param typed the eight letters, grouped for reading: {@code BCDF-GHJK}
   * @param phoneBrowser whether this browser is itself on a phone, which cannot scan its own screen
   * @param miniProgram the mini-program's name, or null where none is known
   */
  public record Code(
      int image, String phrase, String typed, boolean phoneBrowser, @Nullable String miniProgram) {}

  /**
   * How far the login is. Times are in seconds from now.
   *
   * @param version the interaction's version, which the poll asks to be passed
   */
  public record Progress(
      LoginState state,
      long version,
      int expiresIn,
      int rotateIn,
      int rotationsLeft,
      int triesLeft) {}

  /** How often wrong digits may be typed; the page speaks of tries only after the first. */
  public static final int TRIES = 3;

  public LoginState state() {
    return progress.state();
  }

  public boolean is(LoginState state) {
    return progress.state() == state;
  }

  /** The page's own address. */
  public String self() {
    return base + "/login/" + encoded(ids.interaction());
  }

  /** The address of one of the interaction's steps: state, image, rotate, digits, complete. */
  public String step(String name) {
    return base + "/crossdevice/" + encoded(ids.interaction()) + "/" + name;
  }

  /** The address that the script asks for the next state, to which it adds the version. */
  public String pollUrl() {
    return step("state") + "?poll=" + encoded(ids.poll()) + "&v=";
  }

  /** The address of the present picture. */
  public String imageUrl() {
    return step("image") + "?poll=" + encoded(ids.poll()) + "&n=" + code.image();
  }

  /** The time left as minutes and seconds. */
  public String remaining() {
    int seconds = Math.max(0, progress.expiresIn());
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  @Override
  public String template() {
    return "login.jte";
  }

  @Override
  public boolean leadsToSite() {
    return true;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
