package io.saoma.ticket;

import io.saoma.connector.CredentialConnector;
import io.saoma.connector.UpstreamIdentity;
import io.saoma.connector.Verification;

/** Learns who holds the phone: only from a fresh credential, never from what a request claims. */
final class Credentials {
  private Credentials() {}

  /**
   * The person the upstream vouches for.
   *
   * @throws RefusedException when it does not
   */
  static UpstreamIdentity verify(CredentialConnector connector, String credential) {
    var verification = connector.verify(credential);
    if (verification instanceof Verification.Verified verified) {
      return verified.identity();
    }
    if (verification instanceof Verification.Unavailable unavailable) {
      throw new RefusedException(Refusal.UPSTREAM_UNAVAILABLE, unavailable.retryAfter());
    }
    throw new RefusedException(
        switch (((Verification.Refused) verification).reason()) {
          case CREDENTIAL_INVALID -> Refusal.CREDENTIAL_INVALID;
          case CREDENTIAL_USED -> Refusal.CREDENTIAL_USED;
          case PERSON_BLOCKED -> Refusal.PERSON_BLOCKED_UPSTREAM;
          case TOO_OFTEN -> Refusal.TOO_OFTEN;
        });
  }
}
