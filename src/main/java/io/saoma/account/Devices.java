package io.saoma.account;

import io.saoma.connector.UpstreamSubject;

/** Which browsers an account has signed in with before, by the hash of their device cookie. */
public interface Devices {
  /** Remembers the browser for the account for 180 days from now. */
  void bind(String deviceHash, AccountId account);

  /** Whether the account that an upstream's subject belongs to has used this browser. */
  boolean isKnown(String deviceHash, UpstreamSubject subject);

  /** Whether the account has used this browser. */
  boolean isKnown(String deviceHash, AccountId account);
}
