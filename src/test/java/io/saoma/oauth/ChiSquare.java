package io.saoma.oauth;

import java.util.Arrays;
import java.util.List;

/** How far the characters at one position of many texts are from being evenly spread. */
public final class ChiSquare {
  private ChiSquare() {}

  /**
   * The distance in standard deviations (Wilson and Hilferty's cube root, so that 5 means the same
   * for a position of four characters as for one of sixty-four).
   *
   * @param characters how many different ones may stand there
   */
  public static double sigmas(List<String> texts, int position, int characters) {
    var counts = counts(texts, position);
    long different = Arrays.stream(counts).filter(count -> count > 0).count();
    if (different > characters) {
      throw new IllegalArgumentException("more than " + characters + " at " + position);
    }
    double expected = (double) texts.size() / characters;
    double sum = (characters - different) * expected;
    for (int count : counts) {
      sum += count == 0 ? 0 : (count - expected) * (count - expected) / expected;
    }
    double freedom = characters - 1;
    double variance = 2 / (9 * freedom);
    return (Math.cbrt(sum / freedom) - (1 - variance)) / Math.sqrt(variance);
  }

  private static int[] counts(List<String> texts, int position) {
    var counts = new int[128];
    texts.forEach(text -> counts[text.charAt(position)]++);
    return counts;
  }
}
