package io.saoma.ticket;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoveTest {
  /** I3. */
  @ParameterizedTest
  @EnumSource(names = {"CONSUMED", "DENIED", "SUPERSEDED", "BLOCKED", "BURNED"})
  void noStepLeavesATerminalState(TicketState state) {
    for (var to : TicketState.values()) {
      assertThatIllegalArgumentException().isThrownBy(() -> Move.ended(state, to));
    }
  }
}
