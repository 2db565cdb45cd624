package io.saoma.connector.wechat;

import java.time.Duration;

/**
 * What one upstream may cost us, however it behaves.
 *
 * @param connect for the TCP and TLS handshakes
 * @param call for one verification or drawing in all: waiting, retries and the body's last byte
 * @param jsonBytes the longest JSON that is read
 * @param pictureBytes the longest picture that is read
 * @param retries how often an answer "busy" is asked again, where asking again is harmless
 * @param breaker when to stop asking at all
 */
record Limits(
    Duration connect,
    Duration call,
    int jsonBytes,
    int pictureBytes,
    int retries,
    CircuitBreaker.Thresholds breaker) {
  static final Limits STANDARD =
      new Limits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          64 * 1024,
          1024 * 1024,
          2,
          CircuitBreaker.Thresholds.STANDARD);
}
