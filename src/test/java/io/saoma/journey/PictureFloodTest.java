package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody asks for picture after picture, to leave none for the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PictureFloodTest {
  private static final int SHARE = 10;

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
}
