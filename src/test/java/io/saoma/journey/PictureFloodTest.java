package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody asks for picture after picture, to leave none for the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PictureFloodTest {
  private static final int SHARE = 10;

  /** What proxies write an address into. */
  private static final List<String> FORWARDING =
      List.of(
          "X-Forwarded-For",
          "Forwarded",
          "X-Real-IP",
          "X-Client-IP",
          "Client-IP",
          "True-Client-IP",
          "CF-Connecting-IP",
          "X-Original-Forwarded-For");

  private SaomaServer server;

  @BeforeAll
  void start() {
    server =
        SaomaServer.start(
            SaomaServer.Options.standard()
                .open()
                .set("saoma.pictures-per-minute", Integer.toString(SHARE)));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Browser at(String address) {
    return server.browser().header("X-Forwarded-For", address);
  }

  private HttpResponse<String> page(Browser browser) {
    var request = Browser.encoded(Login.request(new CodeVerifier()));
    var answer = browser.get("/authorize?" + request);
    // A network that asks for much more than its pictures is not even kept waiting for one.
    return answer.statusCode() == 429 ? answer : browser.get(Login.location(answer));
  }

  @Test
  void Q22_aFloodLeavesThePicturesToTheOthers() {
    var drawn = server.sandbox().control().total("/wxa/getwxacodeunlimit");
    var answers = new HashMap<String, ArrayList<HttpResponse<String>>>();
    for (int i = 0; i < 120; i++) {
      // Three networks; whoever holds a /24 holds all of its addresses.
      var network = "203.0." + (113 + i % 3) + ".";
      answers
          .computeIfAbsent(network, absent -> new ArrayList<>())
          .add(page(at(network + (1 + i % 200))));
    }
    for (var network : answers.values()) {
      assertThat(network).filteredOn(page -> page.statusCode() == 200).hasSize(SHARE);
      assertThat(network)
          .filteredOn(page -> page.statusCode() != 200)
          .allMatch(page -> page.statusCode() == 429)
          .allMatch(page -> page.headers().firstValue("Retry-After").isPresent());
    }
    assertThat(server.sandbox().control().total("/wxa/getwxacodeunlimit"))
        .isLessThanOrEqualTo(drawn + 3 * SHARE);
    assertThat(page(at("198.51.100.9")).statusCode()).isEqualTo(200);
  }

  @Test
  void Q22_newPicturesOfOnePageAreCountedToo() {
    var login = Login.begin(server, at("192.0.2.17"));
    var statuses = new HashSet<Integer>();
    for (int i = 0; i < SHARE + 5; i++) {
      var rotate = login.rotate();
      statuses.add(rotate.statusCode());
      if (rotate.statusCode() == 429) {
        assertThat(rotate.headers().firstValue("Retry-After")).isPresent();
      }
    }
    assertThat(statuses).containsExactlyInAnyOrder(200, 429);
  }

  @Test
  void Q22_whoHasNoScriptIsToldToo() {
    var login = Login.begin(server, at("192.0.4.17"));
    var statuses = new HashSet<Integer>();
    for (int i = 0; i < SHARE + 2; i++) {
      var rotate = login.browser().post(login.step("rotate"), login.form());
      statuses.add(rotate.statusCode());
      if (rotate.statusCode() == 429) {
        assertThat(rotate.headers().firstValue("Retry-After")).isPresent();
        assertThat(rotate.headers().firstValue("Content-Type").orElse("")).contains("text/html");
      }
    }
    assertThat(statuses).containsExactlyInAnyOrder(303, 429);
  }

  @Test
  void Q22_anAddressThatIsOnlyClaimedIsNobodysShare() {
    // Left of what our proxy wrote stands what anybody may have sent.
    var statuses = new HashSet<Integer>();
    for (int i = 0; i < SHARE + 5; i++) {
      statuses.add(page(at("10.9." + i + ".1, 192.0.3.5")).statusCode());
    }
    assertThat(statuses).contains(429);
  }

  /** The server that an operator starts who has named no proxy. */
  @Test
  void H06_Q22_withoutAProxyAnAddressIsTheConnections() {
    var options =
        SaomaServer.Options.standard().set("saoma.pictures-per-minute", Integer.toString(SHARE));
    try (var bare = SaomaServer.start(options)) {
      var statuses = new ArrayList<Integer>();
      for (int i = 0; i < SHARE + FORWARDING.size(); i++) {
        var header = FORWARDING.get(i % FORWARDING.size());
        var claimed = "198.51." + i + ".7";
        var browser =
            bare.browser().header(header, header.equals("Forwarded") ? "for=" + claimed : claimed);
        statuses.add(page(browser).statusCode());
      }
      assertThat(statuses.subList(0, SHARE)).containsOnly(200);
      assertThat(statuses.subList(SHARE, statuses.size())).containsOnly(429);

      for (int i = 0; i < 20; i++) {
        assertThat(bare.phone().from("198.51." + i + ".7").type("BCDFGHJK").status())
            .isEqualTo(404);
      }
      assertThat(bare.phone().from("198.51.99.7").type("BCDFGHJK").status()).isEqualTo(429);
    }
  }
}
