package io.saoma.config;

/** The key that seals secrets at rest; its text form is three stars. */
public final class SealingKey {
  static final int BYTES = 32;

  private final byte[] bytes;

  SealingKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a sealing key has 32 bytes");
    }
    this.bytes = bytes.clone();
  }

  /** A copy of the key. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "***";
  }
}
