package io.saoma.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * SHA-256 as 43 base64url characters: the only form in which bearer values of 128 random bits and
 * more are stored, so that a copy of the database spends nothing.
 */
public final class Sha256 {
  private Sha256() {}

  /** The digest of the UTF-8 bytes of {@code value}. */
  public static String of(String value) {
    return of(value.getBytes(UTF_8));
  }

  /** The digest of {@code value}. */
  public static String of(byte[] value) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest().digest(value));
  }

  /** Whether both texts are equal, in a time that tells nothing about where they differ. */
  public static boolean sameText(String left, String right) {
    return MessageDigest.isEqual(left.getBytes(UTF_8), right.getBytes(UTF_8));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
