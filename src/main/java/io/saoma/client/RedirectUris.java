package io.saoma.client;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The redirect URIs of one client. They are compared as strings, never parsed: what a parser makes
 * of {@code https://a@b\c} is what seven CVEs were made of (RFC 9700 §2.1).
 *
 * @param registered as declared, each checked by {@link RedirectUriRule}
 * @param nativeApplication whether loopback URIs match on any port, as the operating system gives a
 *     native application a new one each time (RFC 8252 §7.3)
 */
public record RedirectUris(List<String> registered, boolean nativeApplication) {
  private static final Pattern LOOPBACK =
      Pattern.compile("(http://(?:127\\.0\\.0\\.1|\\[::1]))(?::([1-9][0-9]{0,4}))?((?:[/?].*)?)");
  private static final Pattern ORIGIN = Pattern.compile("(https?://[^/?#]+).*");
  private static final int LARGEST_PORT = 65_535;

  public RedirectUris {
    registered = List.copyOf(registered);
  }

  /** Whether an answer may be sent to {@code presented}. */
  public boolean contains(String presented) {
    if (registered.contains(presented)) {
      return true;
    }
    var loopback = LOOPBACK.matcher(presented);
    return nativeApplication
        && loopback.matches()
        && isPort(loopback)
        && registered.stream().anyMatch(uri -> withoutPort(uri).equals(withoutPort(presented)));
  }

  /** The web origins of these URIs: where the site's own scripts run. */
  public Set<String> origins() {
    return registered.stream()
        .map(ORIGIN::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isPort(Matcher loopback) {
    var port = loopback.group(2);
    return port == null || Integer.parseInt(port) <= LARGEST_PORT;
  }

  /** A loopback URI without its port; any other as it is. */
  private static String withoutPort(String uri) {
    var loopback = LOOPBACK.matcher(uri);
    return loopback.matches() ? loopback.group(1) + loopback.group(3) : uri;
  }
}
