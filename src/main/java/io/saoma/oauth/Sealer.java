package io.saoma.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets at rest with AES-256-GCM. The place a value is stored at (table, column, row) is
 * authenticated with it, so that a ciphertext moved to another row does not open there.
 */
public final class Sealer {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final Secrets secrets;

  /**
   * @param key exactly 32 bytes
   */
  public Sealer(byte[] key, Secrets secrets) {
    if (key.length != 32) {
      throw new IllegalArgumentException("a sealing key has 32 bytes");
    }
    this.key = new SecretKeySpec(key, "AES");
    this.secrets = secrets;
  }

  /** Nonce, ciphertext and tag of {@code plain}, bound to {@code place}. */
  public byte[] seal(byte[] plain, String place) {
    var nonce = secrets.bytes(NONCE_BYTES);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
      var sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  /**
   * What was sealed at {@code place}.
   *
   * @throws IllegalStateException when the bytes were changed, moved from another place, or sealed
   *     with another key
   */
  public byte[] open(byte[] sealed, String place) {
    if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      throw new IllegalStateException("not a sealed value: " + place);
    }
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), place);
      return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("does not open with this sealing key: " + place, e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(UTF_8));
    return cipher;
  }
}
