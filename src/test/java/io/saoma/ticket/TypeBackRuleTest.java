package io.saoma.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.client.TypeBack;
import io.saoma.oauth.Acr;
import io.saoma.web.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Q09: who must carry digits, and what counts as a signal that the picture was relayed. */
final class TypeBackRuleTest {
  private static final Place HANGZHOU = new Place("中国", "浙江省", "杭州市", "电信");
  private static final int CAMERA = 1047;

  private static boolean asks(TypeBack policy, boolean known, String... warnings) {
    return TypeBackRule.asks(policy, TicketKind.QR, known, List.of(warnings), Optional.empty());
  }

  @Test
  void Q09_theAdaptivePolicyAsksInANewBrowserBesideASignal() {
    assertThat(asks(TypeBack.ADAPTIVE, false, Signals.PLACE_MISMATCH)).isTrue();
    assertThat(asks(TypeBack.ADAPTIVE, false)).isFalse();
    // A person who travels with their own computer is not made to pay for it.
    assertThat(asks(TypeBack.ADAPTIVE, true, Signals.PLACE_MISMATCH)).isFalse();
  }

  @Test
  void Q09_theOtherPoliciesLookAtNoSignal() {
    for (var warnings : List.of(new String[0], new String[] {Signals.HOSTING_PROVIDER})) {
      assertThat(asks(TypeBack.NEW_BROWSER, false, warnings)).isTrue();
      assertThat(asks(TypeBack.NEW_BROWSER, true, warnings)).isFalse();
      assertThat(asks(TypeBack.ALWAYS, true, warnings)).isTrue();
      assertThat(asks(TypeBack.OFF, false, warnings)).isFalse();
    }
  }

  @Test
  void Q09_lettersAndARequestForMoreAskWhateverThePolicy() {
    for (var policy : TypeBack.values()) {
      assertThat(TypeBackRule.asks(policy, TicketKind.TYPED, true, List.of(), Optional.empty()))
          .isTrue();
      assertThat(
              TypeBackRule.asks(
                  policy, TicketKind.QR, true, List.of(), Optional.of(Acr.QR_TYPEBACK)))
          .isTrue();
    }
    assertThat(
            TypeBackRule.asks(
                TypeBack.OFF, TicketKind.QR, false, List.of(), Optional.of(Acr.QR_TAP)))
        .isFalse();
  }

  private static List<String> signals(Optional<Place> browser, Optional<Place> phone, int launch) {
    return Signals.of(
        new Surroundings(Optional.of("Windows · Chrome"), browser), phone, TicketKind.QR, launch);
  }

  private static List<String> signals(Place phone) {
    return signals(Optional.of(HANGZHOU), Optional.of(phone), CAMERA);
  }

  @Test
  void Q09_anotherProvinceCountsOnlyWithAnotherOperator() {
    assertThat(signals(HANGZHOU)).isEmpty();
    assertThat(signals(new Place("中国", "浙江省", "宁波市", "移动"))).isEmpty();
    assertThat(signals(new Place("中国", "广东省", "深圳市", "电信"))).isEmpty();
    assertThat(signals(new Place("中国", "广东省", "深圳市", "移动")))
        .containsExactly(Signals.PLACE_MISMATCH);
    assertThat(signals(new Place("美国", "浙江省", "杭州市", "电信")))
        .containsExactly(Signals.PLACE_MISMATCH);
  }

  /** Else everybody whose network a file knows by its country alone would be warned each time. */
  @Test
  void Q09_whatIsUnknownIsNotElsewhere() {
    assertThat(signals(new Place("中国", "", "", ""))).isEmpty();
    assertThat(signals(new Place("中国", "", "", "移动"))).isEmpty();
    assertThat(signals(new Place("中国", "广东省", "深圳市", ""))).isEmpty();
  }

  @Test
  void Q09_aHostingProvidersBrowserAndAPictureAreSignals() {
    var hosted = new Place("中国", "浙江省", "杭州市", "阿里云");
    assertThat(hosted.isHostingProvider()).isTrue();
    assertThat(signals(Optional.of(hosted), Optional.empty(), CAMERA))
        .containsExactly(Signals.HOSTING_PROVIDER);
    assertThat(signals(Optional.of(HANGZHOU), Optional.of(HANGZHOU), 1048))
        .containsExactly(Signals.NOT_CAMERA);
    // Where no place is known, none differs.
    assertThat(signals(Optional.empty(), Optional.of(HANGZHOU), CAMERA)).isEmpty();
    assertThat(signals(Optional.of(HANGZHOU), Optional.empty(), CAMERA)).isEmpty();
  }
}
