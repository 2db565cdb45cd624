package io.saoma.login;

import java.util.Locale;

/** What the sign-in page shows; the words of the poll, and one for an upstream that fails. */
public enum LoginState {
  WAITING,
  TYPED,
  SCANNED,
  DIGITS,
  CONFIRMED,
  DENIED,
  EXPIRED,
  BLOCKED,
  UNAVAILABLE;

  /** The word as the poll and the page's script write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether something may still happen on the phone while the person only waits. */
  public boolean waitsForPhone() {
    return this == WAITING || this == TYPED || this == SCANNED;
  }

  /** Whether the present picture is on the page. */
  public boolean hasPicture() {
    return this == WAITING || this == SCANNED;
  }
}
