package io.saoma.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StartTest {
  @Test
  void itsPlaceDoesNotMatter() {
    try (SandboxServer atRoot = SandboxServer.start(SandboxServer.APPS, "")) {
      WeChatClient weChat = new WeChatClient(atRoot.base());
      String code = atRoot.control().login("liming", SandboxServer.APPID);
      assertThat(WeChatClient.errcode(weChat.session(SandboxServer.APPID, code))).isZero();
    }
  }

  @Test
  void aRealAppidIsRefused() {
    assertThatThrownBy(
            () ->
                SandboxServer.start(
                    """
                    [{"appid":"wx4f4bc4dec97d474b","secret":"sample-secret-sample","name":"x",
                      "pages":["pages/a/a"]}]
                    """))
        .hasStackTraceContaining("a real mini-program does not belong here");
  }

  @Test
  void everyFaultIsListed() {
    assertThatThrownBy(
            () ->
                SandboxServer.start(
                    """
                    [{"appid":"wx0000000000000001","secret":"short","name":"","pages":["/a"]},
                     {"appid":"wx0000000000000001","secret":"sample-secret-sample","name":"x",
                      "pages":[],"saoma_url":"localhost:8080/","color":"red"}]
                    """))
        .hasStackTraceContaining("[0].secret")
        .hasStackTraceContaining("[0].name")
        .hasStackTraceContaining("[0].pages: \"/a\"")
        .hasStackTraceContaining("[1].appid: wx0000000000000001 stands twice")
        .hasStackTraceContaining("[1].saoma_url")
        .hasStackTraceContaining("[1]: unknown member \"color\"")
        .satisfies(e -> assertThat(e).hasStackTraceContaining("sandbox's apps"));
  }

  @Test
  void whatIsNotAnArrayOfAppsIsRefused() {
    assertThatThrownBy(() -> SandboxServer.start("{}")).hasStackTraceContaining("JSON array");
    assertThatThrownBy(() -> SandboxServer.start("nonsense")).hasStackTraceContaining("not JSON");
  }
}
