package io.saoma.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua_parser.Parser;

/**
 * Names the families of a browser and its system, to be shown to the person on the phone. Only
 * families come out: nothing that a sender wrote into the header is repeated.
 */
public final class Browsers {
  private static final int LONGEST_HEADER = 512;
  private static final Pattern PHONE = Pattern.compile("Android|iPhone|HarmonyOS|Mobile");

  private final LoadingCache<String, Optional<String>> families;

  public Browsers() {
    this.families = Caffeine.newBuilder().maximumSize(10_000).build(Browsers::familiesOf);
  }

  /** System and browser, e.g. {@code Windows · Chrome}; empty where neither is recognised. */
  public Optional<String> families(@Nullable String userAgent) {
    return userAgent == null || userAgent.length() > LONGEST_HEADER
        ? Optional.empty()
        : families.get(userAgent);
  }

  /** Whether the browser is on a phone, which cannot scan its own screen. */
  public boolean isPhone(@Nullable String userAgent) {
    return userAgent != null
        && userAgent.length() <= LONGEST_HEADER
        && PHONE.matcher(userAgent).find();
  }

  private static Optional<String> familiesOf(String header) {
    var client = LazyParser.PARSER.parse(header);
    var system = client.os.family;
    var browser = client.userAgent.family;
    if ("Other".equals(system) && "Other".equals(browser)) {
      return Optional.empty();
    }
    return Optional.of(system + " · " + browser);
  }

  /** Reading the patterns takes long enough to be felt at start. */
  private static final class LazyParser {
    static final Parser PARSER = new Parser();
  }
}
