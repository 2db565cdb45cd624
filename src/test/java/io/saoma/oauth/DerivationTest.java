package io.saoma.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DerivationTest {
  private final Derivation derivation = new Derivation(key(1));

  @Test
  void theSamePartsGiveTheSameValueOnEveryNode() {
    assertThat(derivation.token("poll", "interaction"))
        .isEqualTo(new Derivation(key(1)).token("poll", "interaction"))
        .matches("[\\w-]{43}");
    assertThat(derivation.id("poll", "interaction"))
        .startsWith(derivation.token("poll", "interaction").substring(0, 21))
        .matches("[\\w-]{22}");
  }

  @Test
  void aValueOfOnePurposeIsWorthNothingForAnother() {
    assertThat(derivation.token("handle", "ticket"))
        .isNotEqualTo(derivation.token("digits", "ticket"));
  }

  @Test
  void anotherKeyGivesAnotherValue() {
    assertThat(derivation.token("poll", "interaction"))
        .isNotEqualTo(new Derivation(key(2)).token("poll", "interaction"));
  }

  @Test
  void partsCannotBeShiftedIntoEachOther() {
    assertThat(derivation.token("a", "bc", "d"))
        .isNotEqualTo(derivation.token("a", "b", "cd"))
        .isNotEqualTo(derivation.token("ab", "c", "d"))
        .isNotEqualTo(derivation.token("a", "bcd"))
        .isNotEqualTo(derivation.token("a", "bc", "d", ""))
        .isNotEqualTo(derivation.token("a", "", "bc", "d"));
  }

  @Test
  void aLengthIsNoPartOfAText() {
    // A part that spells the length of the next one, as the MAC sees it, is still a part.
    assertThat(derivation.token("a", "\0\0\0\1b")).isNotEqualTo(derivation.token("a", "", "b"));
  }

  @Test
  void aShortKeyIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Derivation(new byte[31]));
  }

  private static byte[] key(int first) {
    var key = new byte[32];
    key[0] = (byte) first;
    return key;
  }
}
