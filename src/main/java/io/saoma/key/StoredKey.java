package io.saoma.key;

/**
 * A signing key as it is kept.
 *
 * @param kid the RFC 7638 thumbprint of the public key
 * @param algorithm the one {@code alg} it signs with
 * @param publicJwk its public part
 * @param sealedJwk all of it, sealed for its place
 * @param signing whether it signs; if not, it is only published
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record StoredKey(
    String kid, String algorithm, String publicJwk, byte[] sealedJwk, boolean signing) {
  /** What the sealed part is bound to. */
  String place() {
    return place(kid);
  }

  static String place(String kid) {
    return "signing_key.sealed_jwk." + kid;
  }

  @Override
  public String toString() {
    return kid;
  }
}
