package io.saoma.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saoma.web.Language;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhraseTest {
  private static final int SEEDS = 10_000;

  @ParameterizedTest
  @EnumSource(Language.class)
  void q20TicketsHaveDifferentPhrases(Language language) {
    List<String> phrases = phrases(language);

    for (String given : phrases.subList(0, 20)) {
      long same = phrases.stream().filter(given::equals).count() - 1;
      assertThat(same).isLessThanOrEqualTo(SEEDS / 1000);
    }
    // 10,000 draws of 65,280 pairs: about 9,280 different ones.
    assertThat(new HashSet<>(phrases)).hasSizeGreaterThan(9_000);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyWordComesInEitherPlaceAndNeverTwice(Language language) {
    Set<String> first = new HashSet<>();
    Set<String> second = new HashSet<>();
    for (String phrase : phrases(language)) {
      String[] words = phrase.split(" ");
      assertThat(words).hasSize(2).doesNotHaveDuplicates();
      first.add(words[0]);
      second.add(words[1]);
    }
    assertThat(first).hasSize(Phrase.WORDS);
    assertThat(second).hasSize(Phrase.WORDS);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aSeedAlwaysGivesTheSamePhrase(Language language) {
    assertThat(Phrase.of(seed(1), language)).isEqualTo(Phrase.of(seed(1), language));
  }

  @Test
  void theChineseWordsAreTwoCharacters() {
    assertThat(Phrase.words(Language.ZH_CN))
        .hasSize(Phrase.WORDS)
        .doesNotHaveDuplicates()
        .allMatch(word -> word.matches("\\p{IsHan}{2}"));
  }

  @Test
  void noChineseWordIsAnotherOneReadBackwards() {
    List<String> words = Phrase.words(Language.ZH_CN);
    assertThat(words)
        .noneMatch(word -> words.contains(new StringBuilder(word).reverse().toString()));
  }

  @Test
  void theEnglishWordsAreFourToSevenLetters() {
    assertThat(Phrase.words(Language.EN))
        .hasSize(Phrase.WORDS)
        .doesNotHaveDuplicates()
        .isSorted()
        .allMatch(word -> word.matches("[a-z]{4,7}"));
  }

  @Test
  void noTwoEnglishWordsDifferInOneLetterOnly() {
    List<String> words = Phrase.words(Language.EN);
    assertThat(words)
        .allMatch(word -> words.stream().noneMatch(other -> differInOneLetter(word, other)));
  }

  @Test
  void aShortSeedIsRefused() {
    assertThatThrownBy(() -> Phrase.of(new byte[3], Language.EN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> phrases(Language language) {
    return IntStream.range(0, SEEDS).mapToObj(i -> Phrase.of(seed(i), language)).toList();
  }

  private static byte[] seed(int number) {
    try {
      byte[] bytes = ByteBuffer.allocate(4).putInt(number).array();
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean differInOneLetter(String one, String other) {
    return one.length() == other.length()
        && IntStream.range(0, one.length()).filter(i -> one.charAt(i) != other.charAt(i)).count()
            == 1;
  }
}
