package io.saoma.sandbox.world;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A code that a phone was given for one app, good for one exchange. */
public final class OneTimeCode {
  /** The two kinds never pass for one another. */
  public enum Kind {
    LOGIN,
    PHONE
  }

  private final Kind kind;
  private final String personId;
  private final String appid;
  private final Instant expiresAt;
  private final AtomicBoolean used = new AtomicBoolean();

  OneTimeCode(Kind kind, String personId, String appid, Instant expiresAt) {
    this.kind = kind;
    this.personId = personId;
    this.appid = appid;
    this.expiresAt = expiresAt;
  }

  public Kind kind() {
    return kind;
  }

  /** Whose phone it was. */
  public String personId() {
    return personId;
  }

  public String appid() {
    return appid;
  }

  public boolean isUsed() {
    return used.get();
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** True for exactly one caller. */
  public boolean use() {
    return used.compareAndSet(false, true);
  }

  Instant expiresAt() {
    return expiresAt;
  }
}
