package io.saoma.connector;

import java.time.Duration;

/** What came of verifying a credential. */
public sealed interface Verification {
  /** The upstream vouched for this person, from a credential first seen in this very call. */
  record Verified(UpstreamIdentity identity) implements Verification {}

  /** The upstream said no; the phone may try again with a fresh credential where it says so. */
  record Refused(Reason reason) implements Verification {}

  /** The upstream did not answer, or not in a form that can be trusted: nobody is signed in. */
  record Unavailable(Duration retryAfter) implements Verification {}

  enum Reason {
    /** Unknown, expired, or made for another app: a fresh credential may pass. */
    CREDENTIAL_INVALID,
    /** Spent before, perhaps by our own attempt whose answer was lost: a fresh one may pass. */
    CREDENTIAL_USED,
    /** The upstream holds this person for dangerous: final. */
    PERSON_BLOCKED,
    /** Too many attempts: later. */
    TOO_OFTEN
  }
}
