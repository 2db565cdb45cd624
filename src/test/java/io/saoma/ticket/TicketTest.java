package io.saoma.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TicketTest {
  @ParameterizedTest
  @EnumSource(names = {"POOLED", "DISPLAYED", "SCANNED", "AWAIT_TYPEBACK", "CONFIRMED"})
  void aStateThatCanGoOnExpiresAtItsDeadline(TicketState state) {
    assertThat(state.isTerminal()).isFalse();
    assertThat(ticket(state, Duration.ofNanos(1)).isLive()).isTrue();
    assertThat(ticket(state, Duration.ofNanos(1)).isExpired()).isFalse();
    assertThat(ticket(state, Duration.ZERO).isLive()).isFalse();
    assertThat(ticket(state, Duration.ZERO).isExpired()).isTrue();
    assertThat(ticket(state, Duration.ofNanos(-1)).isExpired()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONSUMED", "DENIED", "SUPERSEDED", "BLOCKED", "BURNED"})
  void aTerminalStateNeitherLivesNorExpires(TicketState state) {
    assertThat(state.isTerminal()).isTrue();
    for (var remaining : new Duration[] {Duration.ofHours(1), Duration.ofHours(-1)}) {
      assertThat(ticket(state, remaining).isLive()).isFalse();
      assertThat(ticket(state, remaining).isExpired()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTicketIsSomebodysFromTheScanToTheEnd(TicketState state) {
    var owned =
        switch (state) {
          case SCANNED, AWAIT_TYPEBACK, CONFIRMED -> true;
          case POOLED, DISPLAYED, CONSUMED, DENIED, SUPERSEDED, BLOCKED, BURNED -> false;
        };

    assertThat(state.isOwned()).isEqualTo(owned);
  }

  /** Q08: a picture in a chat or an album was forwarded by whoever waits in another browser. */
  @Test
  void aPictureIsScannedByALiveCameraOnly() {
    for (int launch = 1000; launch < 1400; launch++) {
      assertThat(TicketKind.QR.allowsLaunch(launch))
          .as("launch %d", launch)
          .isEqualTo(launch == 1047 || launch == 1011);
      assertThat(TicketKind.TYPED.allowsLaunch(launch)).isTrue();
    }
  }

  private static Ticket ticket(TicketState state, Duration remaining) {
    return new Ticket(
        "id",
        Optional.empty(),
        "connector",
        TicketKind.QR,
        state,
        1,
        0,
        remaining,
        Duration.ZERO,
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
