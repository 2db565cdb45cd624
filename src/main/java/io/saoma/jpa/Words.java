package io.saoma.jpa;

import java.util.Arrays;
import java.util.List;

/** Lists of words in one column, as OAuth spells them: with one blank between two. */
final class Words {
  private Words() {}

  static String joined(List<String> words) {
    return String.join(" ", words);
  }

  /** What {@link #joined} wrote; no words from an empty column. */
  static List<String> split(String column) {
    return Arrays.stream(column.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
