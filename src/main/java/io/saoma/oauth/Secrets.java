package io.saoma.oauth;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The only source of random values. Guessing any of them is what an attacker would have to do, so
 * none is derived from time, a sequence or a UUID (122 bits with a recognisable shape).
 */
public final class Secrets {
  private static final int TOKEN_BYTES = 32;
  private static final int ID_BYTES = 16;
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random = new SecureRandom();

  /** A bearer value: 256 random bits as 43 base64url characters. */
  public String token() {
    return BASE64URL.encodeToString(bytes(TOKEN_BYTES));
  }

  /** A name that cannot be guessed: 128 random bits as 22 base64url characters. */
  public String id() {
    return BASE64URL.encodeToString(bytes(ID_BYTES));
  }

  /** {@code length} random bytes. */
  public byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
