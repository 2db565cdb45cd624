package io.saoma.sandbox.world;

import java.time.Instant;

/** A picture that was drawn and given to whoever asked for it. */
public final class DrawnCode {
  private final long id;
  private final MiniProgramCode code;
  private final Instant at;
  private final String contentType;
  private final byte[] picture;

  DrawnCode(long id, MiniProgramCode code, Instant at, String contentType, byte[] picture) {
    this.id = id;
    this.code = code;
    this.at = at;
    this.contentType = contentType;
    this.picture = picture;
  }

  /** Counts from 1 in the order of drawing. */
  public long id() {
    return id;
  }

  public MiniProgramCode code() {
    return code;
  }

  public Instant at() {
    return at;
  }

  public String contentType() {
    return contentType;
  }

  public byte[] picture() {
    return picture.clone();
  }
}
