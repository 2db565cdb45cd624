package io.saoma.ticket;

/** Why a phone's step was not taken. */
public enum Refusal {
  /** Nothing is told about what does not exist, is another app's, or was never on a page. */
  NOT_FOUND,
  EXPIRED,
  SCANNED_BY_ANOTHER,
  LAUNCH_NOT_CAMERA,
  ENVIRONMENT_NOT_ALLOWED,
  CREDENTIAL_USED,
  CREDENTIAL_INVALID,
  PERSON_BLOCKED_UPSTREAM,
  TOO_OFTEN,
  UPSTREAM_UNAVAILABLE,
  CONNECTOR_DISABLED,
  ANOTHER_PERSON,
  CONTEXT_CHANGED,
  ALREADY_DECIDED,
  ACCOUNT_DISABLED
}
