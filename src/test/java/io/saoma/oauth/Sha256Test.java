package io.saoma.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Test {
  @Test
  void theDigestIsThatOfRfc7636() {
    // RFC 7636 appendix B.
    assertThat(Sha256.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  void textIsHashedAsUtf8() {
    assertThat(Sha256.of("扫码"))
        .isEqualTo(Sha256.of(new byte[] {-26, -119, -85, -25, -96, -127}))
        .hasSize(43);
  }

  @Test
  void onlyTheSameTextIsTheSame() {
    assertThat(Sha256.sameText("abc", "abc")).isTrue();
    assertThat(Sha256.sameText("", "")).isTrue();
    assertThat(Sha256.sameText("abc", "abd")).isFalse();
    assertThat(Sha256.sameText("abc", "ab")).isFalse();
    assertThat(Sha256.sameText("abc", "ABC")).isFalse();
  }
}
