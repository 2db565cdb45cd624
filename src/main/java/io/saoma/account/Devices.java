package io.saoma.account;

/** Which browsers an account has signed in with before, by the hash of their device cookie. */
public interface Devices {
  /** Remembers the browser for the account for 180 days from now. */
  void bind(String deviceHash, AccountId account);

  /** Remembers the browser of {@code before}, too, for everybody who has used that. */
  void inherit(String deviceHash, String before);

  /** Whether the account has used this browser. */
  boolean isKnown(String deviceHash, AccountId account);
}
