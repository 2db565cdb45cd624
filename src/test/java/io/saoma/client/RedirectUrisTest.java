package io.saoma.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {
  private static final String CALLBACK = "https://shop.example/callback";

  private final RedirectUris web = new RedirectUris(List.of(CALLBACK), false);

  private final RedirectUris nativeApplication =
      new RedirectUris(
          List.of("http://127.0.0.1/cb", "http://[::1]:4711/cb?x=1", "com.example.app:/cb"), true);

  @Test
  void theRegisteredStringMatches() {
    assertThat(web.contains(CALLBACK)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "https://shop.example/callback ",
        " https://shop.example/callback",
        "https://shop.example/callback\n",
        "https://shop.example/callback\t",
        "https://shop.example/callback\u0000",
        "https://shop.example",
        "https://shop.example/",
        "https://shop.example/callback/",
        "https://shop.example/callback?",
        "https://shop.example/callback?x=1",
        "https://shop.example/callback#",
        "https://shop.example/callback#x",
        "https://shop.example/callback;x",
        "https://shop.example/callback/x",
        "https://shop.example/callbackx",
        "https://shop.example/CALLBACK",
        "https://shop.example/Callback",
        "https://SHOP.example/callback",
        "HTTPS://shop.example/callback",
        "http://shop.example/callback",
        "ftp://shop.example/callback",
        "//shop.example/callback",
        "///shop.example/callback",
        "shop.example/callback",
        "/callback",
        "https:/shop.example/callback",
        "https:///shop.example/callback",
        "https:shop.example/callback",
        "https://shop.example//callback",
        "https://shop.example/./callback",
        "https://shop.example/x/../callback",
        "https://shop.example/../callback",
        "https://shop.example/..;/callback",
        "https://shop.example/%2e%2e/callback",
        "https://shop.example/x/%2e%2e%2fcallback",
        "https://shop.example/%63allback",
        "https://shop.example/callback%00",
        "https://shop.example/callback%20",
        "https://shop.example/callback%252f",
        "https://shop.example/callback%2f",
        "https://shop.example/callback%0d%0aSet-Cookie:x=1",
        "https://shop.example\\callback",
        "https:\\\\shop.example\\callback",
        "https://shop.example/\tcallback",
        "https://shop.example:443/callback",
        "https://shop.example:8443/callback",
        "https://shop.example:/callback",
        "https://shop.example./callback",
        "https://shop.example.evil.example/callback",
        "https://evil.example/https://shop.example/callback",
        "https://evil.example?https://shop.example/callback",
        "https://evil.example#https://shop.example/callback",
        "https://evilshop.example/callback",
        "https://x.shop.example/callback",
        "https://shop.exampl/callback",
        "https://shop@evil.example/callback",
        "https://shop.example@evil.example/callback",
        "https://shop.example:443@evil.example/callback",
        "https://evil.example@shop.example/callback",
        "https://a@b@shop.example/callback",
        "https://evil.example\\@shop.example/callback",
        "https://evil.example\\.shop.example/callback",
        "https://shop.example%2eevil.example/callback",
        "https://shop.example%40evil.example/callback",
        "https://shop.example%5c.evil.example/callback",
        "https://[::1]/callback",
        "https://[::ffff:127.0.0.1]/callback",
        "https://localhost/callback",
        "https://localhost@evil.example/callback",
        "https://127.0.0.1/callback",
        "http://127.0.0.1:9/callback",
        "https://sh\u043ep.example/callback",
        "https://xn--shp-emd.example/callback",
        "https://shop\u3002example/callback",
        "https://shop.example\u2215callback",
        "https://shop.example/callback\u200b",
        "javascript:alert(1)",
        "javascript://shop.example/callback",
        "data:text/html,https://shop.example/callback",
        "null",
        "*"
      })
  void o01_nothingElseMatches(String presented) {
    assertThat(web.contains(presented)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/cb",
        "http://127.0.0.1:1/cb",
        "http://127.0.0.1:65535/cb",
        "http://[::1]/cb?x=1",
        "http://[::1]:50000/cb?x=1",
        "com.example.app:/cb"
      })
  void o05_aNativeClientsLoopbackPortIsFree(String presented) {
    assertThat(nativeApplication.contains(presented)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:0/cb",
        "http://127.0.0.1:65536/cb",
        "http://127.0.0.1:99999/cb",
        "http://127.0.0.1:080/cb",
        "http://127.0.0.1:/cb",
        "http://127.0.0.1:80@evil.example/cb",
        "http://127.0.0.1:80\\@evil.example/cb",
        "http://127.0.0.1@evil.example/cb",
        "http://127.0.0.1.evil.example/cb",
        "http://127.0.0.1:8080.evil.example/cb",
        "http://127.0.0.1:8080:9090/cb",
        "http://127.0.0.1#@evil.example/cb",
        "http://127.0.0.1:80/other",
        "http://127.0.0.1:80/cb?x=1",
        "http://127.0.0.1:80/cb#x",
        "http://127.0.0.1:80/cb\n",
        "http://127.0.0.2:80/cb",
        "http://127.1/cb",
        "http://2130706433/cb",
        "http://0x7f.0.0.1/cb",
        "http://localhost/cb",
        "http://localhost:80/cb",
        "http://[::]:80/cb?x=1",
        "http://[0:0:0:0:0:0:0:1]/cb?x=1",
        "http://[::1]:80/cb",
        "https://127.0.0.1:80/cb",
        "com.example.app://cb",
        "com.example.app2:/cb"
      })
  void o05_nothingElseOfANativeClientIs(String presented) {
    assertThat(nativeApplication.contains(presented)).isFalse();
  }

  @Test
  void o05_aWebClientsLoopbackPortIsNotFree() {
    var development = new RedirectUris(List.of("http://127.0.0.1:8081/cb"), false);

    assertThat(development.contains("http://127.0.0.1:8081/cb")).isTrue();
    assertThat(development.contains("http://127.0.0.1:8082/cb")).isFalse();
    assertThat(development.contains("http://127.0.0.1/cb")).isFalse();
  }

  @Test
  void theOriginsAreThoseOfWebAddresses() {
    var uris =
        new RedirectUris(
            List.of(
                CALLBACK, "https://shop.example/other?x", "com.example.app:/cb", "https://b:81"),
            false);

    assertThat(uris.origins()).isEqualTo(Set.of("https://shop.example", "https://b:81"));
  }
}
