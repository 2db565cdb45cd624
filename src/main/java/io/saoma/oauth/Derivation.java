package io.saoma.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Values that must be given again (poll ids, handles, digits, the next refresh token) are derived
 * by HMAC-SHA-256 from what their holder already has, so that nothing but hashes is stored. The
 * purpose and the length of every part go into the MAC: a value of one purpose is worth nothing for
 * another, and parts cannot be shifted into each other.
 */
public final class Derivation {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * @param key at least 32 bytes
   */
  public Derivation(byte[] key) {
    if (key.length < 32) {
      throw new IllegalArgumentException("a derivation key has at least 32 bytes");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** 32 bytes that only a holder of the key can compute from {@code purpose} and {@code parts}. */
  public byte[] bytes(String purpose, String... parts) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      update(mac, purpose);
      for (var part : parts) {
        update(mac, part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  /** As {@link #bytes}, all 256 bits as 43 base64url characters. */
  public String token(String purpose, String... parts) {
    return base64url(bytes(purpose, parts));
  }

  /** As {@link #bytes}, the first 128 bits as 22 base64url characters. */
  public String id(String purpose, String... parts) {
    return base64url(Arrays.copyOf(bytes(purpose, parts), 16));
  }

  private static void update(Mac mac, String part) {
    var bytes = part.getBytes(UTF_8);
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    mac.update(bytes);
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
