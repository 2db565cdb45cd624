package io.saoma.ticket;

import io.saoma.connector.CredentialConnector;
import io.saoma.connector.UpstreamIdentity;
import io.saoma.connector.Verification;
import java.time.Duration;

/** Learns who holds the phone: only from a fresh credential, never from what a request claims. */
final class Credentials {
  /** Upstreams count a person's calls by the minute. */
  private static final Duration UPSTREAM_WINDOW = Duration.ofMinutes(1);

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
    throw switch (((Verification.Refused) verification).reason()) {
      case CREDENTIAL_INVALID -> new RefusedException(Refusal.CREDENTIAL_INVALID);
      case CREDENTIAL_USED -> new RefusedException(Refusal.CREDENTIAL_USED);
      case PERSON_BLOCKED -> new RefusedException(Refusal.PERSON_BLOCKED_UPSTREAM);
      case TOO_OFTEN -> new RefusedException(Refusal.TOO_OFTEN, UPSTREAM_WINDOW);
    };
  }
}
