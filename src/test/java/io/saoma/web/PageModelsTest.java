package io.saoma.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saoma.consent.ConsentPage;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageModelsTest {

  @ParameterizedTest
  @ValueSource(strings = {"red", "#fff", "#12345g", "#1234567", "#123456;}", "", "#123456\n"})
  void anAccentIsSixHexadecimalDigits(String hex) {
    assertThatThrownBy(() -> new Accent(hex)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#ffffff", "#07c160", "#777777"})
  void anAccentThatWhiteTextCannotBeReadOnIsRefused(String hex) {
    assertThatThrownBy(() -> new Accent(hex)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#000000", "#2D46B9", "#767676"})
  void aReadableAccentIsTaken(String hex) {
    assertThat(new Accent(hex).hex()).isEqualToIgnoringCase(hex).isLowerCase();
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "app:/cb", "/relative"})
  void aResponseIsPostedToAnHttpAddressOnly(String action) {
    assertThatThrownBy(
            () -> new FormPostPage(Language.EN, "", URI.create(action), Map.of("code", "c")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "http://site.example/"})
  void aPrivacyPolicyHasAnHttpsAddress(String policy) {
    assertThatThrownBy(() -> new ConsentPage.Controller("name", "contact", URI.create(policy)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBodyIsUtf8() {
    assertThat(new RenderedPage("扫", "policy").body()).containsExactly(0xe6, 0x89, 0xab);
  }
}
