package io.saoma.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.claims.ACR;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AcrTest {
  @Test
  void theValuesAreOrderedFromWeakToStrong() {
    assertThat(Acr.values())
        .extracting(Acr::value)
        .containsExactly(
            "urn:saoma:acr:miniprogram-silent",
            "urn:saoma:acr:upstream",
            "urn:saoma:acr:qr-tap",
            "urn:saoma:acr:qr-typeback",
            "urn:saoma:acr:passkey");
  }

  @Test
  void aWishIsMetByAnythingAtLeastAsStrong() {
    var weakestFirst = List.of(Acr.values());
    for (int proved = 0; proved < weakestFirst.size(); proved++) {
      for (int wished = 0; wished < weakestFirst.size(); wished++) {
        assertThat(weakestFirst.get(proved).atLeast(weakestFirst.get(wished)))
            .as("%s for %s", weakestFirst.get(proved), weakestFirst.get(wished))
            .isEqualTo(proved >= wished);
      }
    }
  }

  @Test
  void onlyTheExactValueIsParsed() {
    for (var acr : Acr.values()) {
      assertThat(Acr.parse(acr.value())).contains(acr);
    }
    assertThat(Acr.parse("qr-tap")).isEmpty();
    assertThat(Acr.parse("URN:SAOMA:ACR:QR-TAP")).isEmpty();
    assertThat(Acr.parse("urn:saoma:acr:qr-tap ")).isEmpty();
    assertThat(Acr.parse("")).isEmpty();
  }

  @Test
  void ofSeveralWishesTheWeakestIsEnough() {
    var wishes =
        wishes("urn:saoma:acr:passkey", "phr", "urn:saoma:acr:qr-tap", "urn:saoma:acr:qr-typeback");

    assertThat(Acr.weakestOf(wishes)).contains(Acr.QR_TAP);
    assertThat(Acr.weakestOf(wishes("phr", "phrh"))).isEmpty();
    assertThat(Acr.weakestOf(wishes())).isEmpty();
    assertThat(Acr.weakestOf(null)).isEmpty();
  }

  private static List<ACR> wishes(String... values) {
    return Stream.of(values).map(ACR::new).toList();
  }
}
