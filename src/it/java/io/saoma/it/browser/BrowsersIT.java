package io.saoma.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BrowsersIT {
  @Test
  void aBrowserSpeaksTheLanguageThatATestAsksForAndRunsScripts() {
    var browser = Browsers.open("zh-CN");
    try {
      browser.get("data:text/html,<title>t</title>");
      assertThat(browser.executeScript("return navigator.language")).isEqualTo("zh-CN");
      assertThat(browser.executeScript("return document.fonts.check('16px sans-serif', '扫码')"))
          .isEqualTo(true);
    } finally {
      browser.quit();
    }
  }
}
