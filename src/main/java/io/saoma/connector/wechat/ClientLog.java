package io.saoma.connector.wechat;

import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The JDK's HTTP client writes whole URLs into logs of its own, and with them the AppSecret, as
 * soon as someone sets the root logger to FINE. They are dropped by a filter and not by a level,
 * because a filter outlives the reading of a new log configuration.
 */
final class ClientLog {
  /** Held here, because a logger that nobody holds loses its filter. */
  private static final List<Logger> LOGGERS =
      Stream.of(
              "jdk.httpclient.HttpClient",
              "jdk.internal.httpclient.debug",
              "jdk.internal.httpclient.hpack.debug")
          .map(Logger::getLogger)
          .toList();

  private ClientLog() {}

  static void silence() {
    LOGGERS.forEach(logger -> logger.setFilter(record -> false));
  }
}
