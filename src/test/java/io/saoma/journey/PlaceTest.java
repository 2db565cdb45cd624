package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saoma.web.XdbFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that knows places: what the phone shows of the browser's, and what follows from it. */
final class PlaceTest {
  private static final String SHENZHEN = "1.2.3.4";
  private static final String HANGZHOU = "1.2.4.4";
  private static final String DATA_CENTRE = "1.2.5.4";

  @TempDir Path directory;
  private SaomaServer server;

  @BeforeEach
  void start() throws IOException {
    var places =
        XdbFile.write(
            directory.resolve("places.xdb"),
            List.of(
                new XdbFile.Range("1.2.3.0", "1.2.3.255", "中国|0|广东省|深圳市|电信"),
                new XdbFile.Range("1.2.4.0", "1.2.4.255", "中国|0|浙江省|杭州市|移动"),
                new XdbFile.Range("1.2.5.0", "1.2.5.255", "中国|0|浙江省|杭州市|阿里云")));
    server =
        SaomaServer.start(
            SaomaServer.Options.standard().open().set("saoma.place-files", places.toString()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Browser at(String address) {
    return server.browser().header("X-Forwarded-For", address);
  }

  private static String step(Login login, Phone phone, String... warnings) {
    var scanned = phone.scan(login.scene());
    assertThat(scanned.body().path("warnings"))
        .extracting(JsonNode::asText)
        .containsExactly(warnings);
    return phone.confirm(scanned).text("state");
  }

  @Test
  void Q09_aRelayedPictureAsksForDigitsInANewBrowserOnly() {
    var near = Login.begin(server, at(HANGZHOU));
    var phone = server.phone().from(HANGZHOU);
    assertThat(step(near, phone)).isEqualTo("confirmed");
    assertThat(near.complete().statusCode()).isEqualTo(303);

    assertThat(step(Login.begin(server, at(SHENZHEN)), phone, "place_mismatch"))
        .isEqualTo("digits");
    assertThat(step(Login.begin(server, at(DATA_CENTRE)), phone, "hosting_provider"))
        .isEqualTo("digits");
    // Away from home with the computer that is known.
    var known = near.browser().header("X-Forwarded-For", SHENZHEN);
    var away = Login.begin(server, known, Map.of("prompt", "login"));
    assertThat(step(away, phone, "place_mismatch")).isEqualTo("confirmed");
  }

  @Test
  void Q10_thePhoneShowsTheBrowsersCityAndNoAddress() {
    var scanned = server.phone().from(HANGZHOU).scan(Login.begin(server, at(SHENZHEN)).scene());
    assertThat(scanned.text("place")).isEqualTo("广东省 深圳市");
    assertThat(scanned.response().body()).doesNotContain(SHENZHEN, HANGZHOU, "电信");
  }
}
