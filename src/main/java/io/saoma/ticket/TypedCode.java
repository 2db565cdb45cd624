package io.saoma.ticket;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * Eight letters that a person can read aloud and type (RFC 8628 §6.1): twenty consonants, so that
 * no word appears and nothing is mistaken for a digit; about 34 bits, guarded by limits on guesses.
 */
public final class TypedCode {
  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
  private static final int LENGTH = 8;

  private TypedCode() {}

  /** The code that {@code seed}, at least 16 bytes of a MAC, stands for. */
  static String of(byte[] seed) {
    // 128 bits and more: the remainder's bias over 20^8 is below 2^-90.
    var number = new BigInteger(1, seed);
    var letters = new StringBuilder(LENGTH);
    var base = BigInteger.valueOf(LETTERS.length());
    for (int i = 0; i < LENGTH; i++) {
      var split = number.divideAndRemainder(base);
      letters.append(LETTERS.charAt(split[1].intValue()));
      number = split[0];
    }
    return letters.toString();
  }

  /** What a person typed, without the blanks, hyphens and small letters that people add. */
  public static Optional<String> parse(String typed) {
    if (typed.length() > 32) {
      return Optional.empty();
    }
    var letters = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    var wellFormed =
        letters.length() == LENGTH && letters.chars().allMatch(c -> LETTERS.indexOf(c) >= 0);
    return wellFormed ? Optional.of(letters) : Optional.empty();
  }

  /** The code as a page shows it, in two groups. */
  public static String grouped(String code) {
    return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
  }
}
