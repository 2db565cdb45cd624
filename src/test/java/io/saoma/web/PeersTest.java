package io.saoma.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeersTest {
  private final Peers peers = new Peers(List.of(Network.parse("10.0.0.0/8")));

  private String of(String remote, String... forwarded) {
    var request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                PeersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getRemoteAddr" -> remote;
                      case "getHeaders" -> Collections.enumeration(List.of(forwarded));
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return peers.of(request).address().getHostAddress();
  }

  @Test
  void H06_nobodyButAProxySpeaksForOthers() {
    assertThat(of("192.0.2.1", "198.51.100.7")).isEqualTo("192.0.2.1");
    assertThat(of("10.0.0.1", "198.51.100.7")).isEqualTo("198.51.100.7");
    assertThat(of("10.0.0.1", "203.0.113.9, 198.51.100.7, 10.0.0.2")).isEqualTo("198.51.100.7");
    assertThat(of("10.0.0.1")).isEqualTo("10.0.0.1");
  }

  @Test
  void H06_aLineThatTheClientWroteStandsBeforeTheProxysOwn() {
    assertThat(of("10.0.0.1", "203.0.113.9", "198.51.100.7")).isEqualTo("198.51.100.7");
  }

  @Test
  void H06_aHostNameIsNoAddressAndIsNotLookedUp() {
    for (var hop : List.of("bad.cafe", "999.1.1.1", "1.2.3", "::::", "unknown", "", "1:2")) {
      assertThat(of("10.0.0.1", "203.0.113.9, " + hop)).as(hop).isEqualTo("10.0.0.1");
    }
    assertThat(of("10.0.0.1", "2001:db8::7")).isEqualTo("2001:db8:0:0:0:0:0:7");
  }
}
