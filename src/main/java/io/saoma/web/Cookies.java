package io.saoma.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The three cookies of a browser, each a random handle of 256 bits and nothing else. {@code
 * __Host-} keeps a sibling domain from planting one; on an http issuer, which only development has,
 * a browser would refuse prefix and Secure.
 */
public final class Cookies {
  private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Duration DEVICE_LIFETIME = Duration.ofDays(180);

  private final boolean secure;

  /** The cookies of an issuer under https, or under http in development. */
  public Cookies(boolean secure) {
    this.secure = secure;
  }

  /** Which cookie. */
  public enum Kind {
    /** Binds all interactions of all tabs to this browser; ends with the browser. */
    BROWSER("saoma_ia"),
    /** The signed-in session; ends with the browser at the latest. */
    SESSION("saoma_sid"),
    /** Tells an account's own browser from a new one, for 180 days. */
    DEVICE("saoma_dev");

    private final String name;

    Kind(String name) {
      this.name = name;
    }
  }

  /** The handle the browser sent; anything that is none of ours counts as absent. */
  public Optional<String> read(HttpServletRequest request, Kind kind) {
    return all(request)
        .filter(cookie -> cookie.getName().equals(name(kind)))
        .map(Cookie::getValue)
        .flatMap(Stream::ofNullable)
        .filter(value -> HANDLE.matcher(value).matches())
        .findFirst();
  }

  private static Stream<Cookie> all(HttpServletRequest request) {
    try {
      return Stream.ofNullable(request.getCookies()).flatMap(Arrays::stream);
    } catch (RuntimeException unreadable) {
      // Jetty throws at a line that breaks RFC 6265; to whom sent it, it is no failure of ours.
      return Stream.empty();
    }
  }

  /** A {@code Set-Cookie} value that gives the browser {@code handle}. */
  public String set(Kind kind, String handle) {
    return kind == Kind.DEVICE
        ? line(kind, handle) + "; Max-Age=" + DEVICE_LIFETIME.toSeconds()
        : line(kind, handle);
  }

  private String line(Kind kind, String value) {
    return name(kind)
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }

  private String name(Kind kind) {
    return (secure ? "__Host-" : "") + kind.name;
  }
}
