package io.saoma.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saoma.web.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The two words that the browser and the phone both show, so that a person sees a code that was
 * swapped on the page. They are compared by eye and prove nothing: 65,280 pairs are enough for
 * that.
 */
public final class Phrase {
  /** How many words a language has: one for each value of a byte. */
  static final int WORDS = 256;

  private static final int LEAST_SEED = 4;
  private static final Map<Language, List<String>> WORDS_IN = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      WORDS_IN.put(language, read(language));
    }
  }

  private Phrase() {}

  /**
   * Two different words for a seed of at least four bytes, which must depend on the ticket and on
   * nothing that a phone or a browser can choose. The same seed and language give the same words.
   */
  public static String of(byte[] seed, Language language) {
    if (seed.length < LEAST_SEED) {
      throw new IllegalArgumentException("a phrase needs a seed of four bytes");
    }
    int first = seed[0] & 0xff;
    int rest = (seed[1] & 0xff) << 16 | (seed[2] & 0xff) << 8 | (seed[3] & 0xff);
    // One of the 255 others, so that a word never stands beside itself.
    int second = (first + 1 + rest % (WORDS - 1)) % WORDS;
    List<String> words = words(language);
    return words.get(first) + " " + words.get(second);
  }

  static List<String> words(Language language) {
    return WORDS_IN.getOrDefault(language, List.of());
  }

  private static List<String> read(Language language) {
    String name = "words/" + language.tag() + ".txt";
    try (InputStream stream = Phrase.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("no words on the class path: " + name);
      }
      var reader = new BufferedReader(new InputStreamReader(stream, UTF_8));
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
