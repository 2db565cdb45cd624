package io.saoma.connector.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final SettableClock clock = new SettableClock();
  private final CircuitBreaker breaker =
      new CircuitBreaker(CircuitBreaker.Thresholds.STANDARD, clock);

  @Test
  void tenFailuresOfTheLastTwentyOpenIt() {
    calls(10, true);
    calls(9, false);
    assertThat(breaker.acquire()).isPresent();
    calls(1, false);
    assertThat(breaker.acquire()).isEmpty();
  }

  @Test
  void failuresThatLeftTheWindowDoNotCount() {
    calls(9, false);
    calls(20, true);
    calls(9, false);
    assertThat(breaker.acquire()).isPresent();
  }

  @Test
  void afterAWhileOneCallLooksWhetherTheUpstreamIsBack() {
    calls(10, false);
    clock.advance(Duration.ofMillis(4999));
    assertThat(breaker.acquire()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    var probe = breaker.acquire();
    assertThat(probe).isPresent();
    assertThat(breaker.acquire()).as("while the first has no answer").isEmpty();
    probe.get().report(true);
    calls(9, false);
    assertThat(breaker.acquire()).as("a new window").isPresent();
  }

  @Test
  void aProbeThatFailsOpensItAgain() {
    calls(10, false);
    clock.advance(Duration.ofSeconds(5));
    breaker.acquire().orElseThrow().report(false);
    assertThat(breaker.acquire()).isEmpty();
    clock.advance(Duration.ofSeconds(5));
    assertThat(breaker.acquire()).isPresent();
  }

  @Test
  void callsFromBeforeTheOpeningSayNothingAboutNow() {
    var late = breaker.acquire().orElseThrow();
    var later = breaker.acquire().orElseThrow();
    calls(10, false);
    late.report(true);
    assertThat(breaker.acquire()).isEmpty();
    clock.advance(Duration.ofSeconds(5));
    var probe = breaker.acquire().orElseThrow();
    later.report(true);
    assertThat(breaker.acquire()).as("only the probe closes it").isEmpty();
    probe.report(true);
    assertThat(breaker.acquire()).isPresent();
  }

  @Test
  void aClockSetBackDoesNotKeepItOpen() {
    calls(10, false);
    clock.advance(Duration.ofHours(-1));
    assertThat(breaker.acquire()).isPresent();
  }

  private void calls(int count, boolean answered) {
    for (var i = 0; i < count; i++) {
      breaker.acquire().orElseThrow().report(answered);
    }
  }
}
