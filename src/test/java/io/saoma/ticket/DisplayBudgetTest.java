package io.saoma.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.saoma.web.Peer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Q22: whoever floods takes their own share, and nobody else's. */
class DisplayBudgetTest {
  private static final int WHOLE = 4_500;

  private final DisplayBudget budget = new DisplayBudget(20, 2, Ticker.disabledTicker());

  @Test
  void aNetworkHasAShare() throws UnknownHostException {
    var flooder = new Peer(InetAddress.getByName("203.0.113.7"));
    assertThat(taken(() -> budget.take(flooder))).isEqualTo(20);
    assertThat(budget.take(new Peer(InetAddress.getByName("203.0.114.7")))).isTrue();
  }

  @Test
  void oneSitesFloodLeavesHalfToTheOthers() {
    assertThat(taken(() -> budget.takeForClient("mp", "flooded"))).isEqualTo(WHOLE / 2);
    assertThat(taken(() -> budget.takeForClient("mp", "other"))).isEqualTo(WHOLE / 2);
    assertThat(budget.takeForClient("second-mp", "flooded")).isTrue();
  }

  @Test
  void aSingleSiteHasItAll() {
    var alone = new DisplayBudget(20, 1, Ticker.disabledTicker());
    assertThat(taken(() -> alone.takeForClient("mp", "shop"))).isEqualTo(WHOLE);
  }

  @Test
  void whatIsDrawnAheadLeavesSomethingToThePagesThatWait() {
    assertThat(taken(() -> budget.takeAhead("mp"))).isEqualTo(3_000);
    assertThat(taken(() -> budget.takeDrawing("mp"))).isEqualTo(1_500);
    assertThat(budget.takeAhead("mp")).isFalse();
    // The quota is an app's, and so is the budget.
    assertThat(budget.takeDrawing("second-mp")).isTrue();
  }

  private static int taken(BooleanSupplier take) {
    int taken = 0;
    while (taken < 2 * WHOLE && take.getAsBoolean()) {
      taken++;
    }
    return taken;
  }
}
