package io.saoma.web;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A colour that a site set for its one button. It is written into a style sheet, so that nothing
 * but six hexadecimal digits may pass, and it must carry white text at a contrast of 4.5:1 (WCAG
 * 2.2 §1.4.3).
 *
 * @param hex the colour as {@code #rrggbb}, in lower case
 */
public record Accent(String hex) {
  private static final Pattern HEX = Pattern.compile("#[0-9a-f]{6}");
  private static final double LEAST_CONTRAST = 4.5;

  public Accent {
    hex = hex.toLowerCase(Locale.ROOT);
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("an accent colour is written #rrggbb");
    }
    if (1.05 / (luminance(hex) + 0.05) < LEAST_CONTRAST) {
      throw new IllegalArgumentException("white text on this accent colour is hard to read");
    }
  }

  /** Relative luminance, WCAG 2.2 §dfn-relative-luminance. */
  private static double luminance(String hex) {
    return 0.2126 * linear(hex, 1) + 0.7152 * linear(hex, 3) + 0.0722 * linear(hex, 5);
  }

  private static double linear(String hex, int at) {
    double channel = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
