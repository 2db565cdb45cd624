package io.saoma.sandbox.world;

import java.security.SecureRandom;
import java.util.Base64;

/** Random values in the shapes that WeChat gives them. */
public final class RandomText {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHANUMERIC =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private RandomText() {}

  public static String alphanumeric(int length) {
    return RANDOM
        .ints(length, 0, ALPHANUMERIC.length())
        .collect(
            StringBuilder::new,
            (text, i) -> text.append(ALPHANUMERIC.charAt(i)),
            StringBuilder::append)
        .toString();
  }

  public static String base64(int bytes) {
    return Base64.getEncoder().encodeToString(random(bytes));
  }

  public static String base64Url(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(bytes));
  }

  /** The id that ends every {@code errmsg}: {@code 8hex-8hex-8hex}. */
  public static String requestId() {
    return String.format("%08x-%08x-%08x", RANDOM.nextInt(), RANDOM.nextInt(), RANDOM.nextInt());
  }

  private static byte[] random(int bytes) {
    byte[] value = new byte[bytes];
    RANDOM.nextBytes(value);
    return value;
  }
}
