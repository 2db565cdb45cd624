package io.saoma.sandbox.wechat;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on the way to WeChat or there. With a {@code replacement} the work is
 * not done; otherwise it is, and the answer suffers.
 *
 * @param path of the endpoint, or {@code *} for all of them
 * @param contentType takes the place of the true answer's
 * @param delay before the first byte of the answer
 * @param drip between two bytes of the body
 * @param dropReply cut the connection instead of answering
 */
public record Fault(
    String path,
    @Nullable Replacement replacement,
    @Nullable String contentType,
    Duration delay,
    Duration drip,
    boolean dropReply) {

  /**
   * An answer instead of WeChat's.
   *
   * @param errcode if the body is an error of WeChat's own making
   * @param location of a redirection
   */
  public record Replacement(
      @Nullable Integer errcode, int status, String body, int repeat, @Nullable String location) {
    Optional<String> redirection() {
      return Optional.ofNullable(location);
    }
  }

  boolean concerns(String called) {
    return path.equals("*") || path.equals(called);
  }

  Optional<Replacement> instead() {
    return Optional.ofNullable(replacement);
  }
}
