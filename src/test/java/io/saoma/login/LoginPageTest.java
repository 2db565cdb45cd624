package io.saoma.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.web.Language;
import io.saoma.web.Site;
import org.junit.jupiter.api.Test;

class LoginPageTest {

  @Test
  void everyAddressBeginsWithTheContextPath() {
    LoginPage page = page(118);

    assertThat(page.self()).isEqualTo("/ctx/login/i%2F1");
    assertThat(page.step("rotate")).isEqualTo("/ctx/crossdevice/i%2F1/rotate");
    assertThat(page.pollUrl()).isEqualTo("/ctx/crossdevice/i%2F1/state?poll=p%26q&v=");
    assertThat(page.imageUrl()).isEqualTo("/ctx/crossdevice/i%2F1/image?poll=p%26q&n=3");
  }

  @Test
  void theTimeLeftIsMinutesAndSeconds() {
    assertThat(page(118).remaining()).isEqualTo("1:58");
    assertThat(page(60).remaining()).isEqualTo("1:00");
    assertThat(page(5).remaining()).isEqualTo("0:05");
    assertThat(page(-5).remaining()).isEqualTo("0:00");
  }

  @Test
  void thePollsWordsAreTheStatesInLowerCase() {
    assertThat(LoginState.values())
        .extracting(LoginState::word)
        .containsExactly(
            "waiting",
            "typed",
            "scanned",
            "digits",
            "confirmed",
            "denied",
            "expired",
            "blocked",
            "unavailable");
  }

  private static LoginPage page(int expiresIn) {
    return new LoginPage(
        Language.EN,
        "/ctx",
        new Site("Site", null, null),
        new LoginPage.Ids("i/1", "p&q", "csrf"),
        new LoginPage.Code(3, "maple lantern", "BCDF-GHJK", false, null),
        new LoginPage.Progress(LoginState.WAITING, 1, expiresIn, 98, 5, 3));
  }
}
