package io.saoma.connector.wechat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator what WeChat refuses and what to do about it: the errcode, the connector, the
 * advice, and nothing that identifies a person or lets anyone in. The same thing is said once a
 * minute, so that an outage does not fill the disk.
 */
final class Alarm {
  private static final Logger log = LoggerFactory.getLogger(Alarm.class);

  private record Said(String api, int errcode, String advice) {}

  private final String connector;
  private final Cache<Said, Boolean> said;

  Alarm(String connector, InstantSource clock) {
    this.connector = connector;
    this.said =
        Caffeine.newBuilder()
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(1000)
            .build();
  }

  /**
   * Logs {@code failure} of {@code api}, unless it is about one person's code.
   *
   * @param api a constant name, never a URL
   */
  void raise(String api, Failure failure) {
    if (said.asMap().putIfAbsent(new Said(api, failure.errcode(), failure.advice()), true)
        != null) {
      return;
    }
    switch (failure.kind()) {
      case CONFIGURATION, DEFECT, TOKEN ->
          log.error(
              "Connector {}: {} failed with errcode {}{}. {}",
              connector,
              api,
              failure.errcode(),
              failure.rid().map(rid -> " (rid " + rid + ")").orElse(""),
              failure.advice());
      case BUSY, UNREACHABLE, QUOTA, TOO_OFTEN ->
          log.warn(
              "Connector {}: {} failed, errcode {}. {}",
              connector,
              api,
              failure.errcode(),
              failure.advice());
      case CREDENTIAL_INVALID, CREDENTIAL_USED, PERSON_BLOCKED -> {}
    }
  }
}
