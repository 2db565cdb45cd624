package io.saoma.sandbox.world;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A phone number: {@code 13800138000}, {@code +8613800138000} or {@code +1-4155550100}. */
public record PhoneNumber(String countryCode, String subscriber) {
  private static final Pattern SHAPE = Pattern.compile("(?:\\+(86|[1-9]\\d{0,2}-))?(\\d{5,14})");

  /**
   * Reads a number.
   *
   * @throws IllegalArgumentException if it has another shape
   */
  public static PhoneNumber of(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a phone number looks like 13800138000, +8613800138000 or +1-4155550100");
    }
    String country = matcher.group(1);
    return new PhoneNumber(
        country == null ? "86" : country.replace("-", ""), String.valueOf(matcher.group(2)));
  }

  /** As WeChat writes it: with the country's code only where it is not China's. */
  public String full() {
    return countryCode.equals("86") ? subscriber : "+" + countryCode + subscriber;
  }
}
