package io.saoma.it.launch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LauncherIT {
  @TempDir private Path directory;
  private @Nullable Launched launched;

  @AfterEach
  void kill() {
    if (launched != null) {
      launched.close();
    }
  }

  @Test
  void everyWarAnswersAtItsPlaceUntilSigterm() throws Exception {
    var beside = webapp("hello");
    var launched = launch("--port", "0", "--war", "/beside=" + beside, "--war", ":0/two=" + beside);
    var places = launched.places(3);

    assertThat(places).hasSize(3);
    assertThat(statusOf(places.get(0), "/.well-known/openid-configuration")).isEqualTo(200);
    assertThat(answer(places.get(1), "GET /beside/ HTTP/1.1")).endsWith("hello");
    assertThat(answer(places.get(2), "GET /two/ HTTP/1.1")).endsWith("hello");

    launched.terminate();
    assertThat(launched.exitCode()).isEqualTo(128 + 15);
  }

  @Test
  void aPathWithTwoReadingsIsRefusedBeforeAnyRuleSeesIt() throws Exception {
    var place = launch("--port", "0").places(1).get(0);
    for (var path :
        List.of(
            "//authorize",
            "/authorize;x=1",
            "/a/../authorize",
            "/./authorize",
            "/%2e%2e/authorize",
            "/a%2Fb",
            "/a%5Cb",
            "/a%00",
            "/a%25b",
            "/a\\b")) {
      assertThat(statusOf(place, path)).as(path).isEqualTo(400);
    }
  }

  @Test
  void anErrorNamesNeitherTheProductNorThePath() throws Exception {
    var place = launch("--port", "0", "--war", "/x=" + webapp("hello")).places(2).get(1);
    var answer = answer(place, "GET /x/no-such-file HTTP/1.1");
    assertThat(answer).startsWith("HTTP/1.1 404").endsWith("404 Not Found\n");
    assertThat(answer).doesNotContainIgnoringCase("jetty", "server:", "no-such-file");
  }

  @Test
  void aHeaderBeyond16KilobytesIsRefused() throws Exception {
    var place = launch("--port", "0").places(1).get(0);
    assertThat(answer(place, "GET / HTTP/1.1\r\nX: " + "a".repeat(17_000)))
        .startsWith("HTTP/1.1 431");
  }

  @Test
  void aWarThatCannotStartLeavesNothingRunning() throws Exception {
    var broken = webapp("hello");
    Files.writeString(
        broken.resolve("WEB-INF/web.xml"),
        webXml("<listener><listener-class>no.such.Listener</listener-class></listener>"));
    var launched = launch("--port", "0", "--war", "/broken=" + broken);

    assertThat(launched.places(1)).isEmpty();
    assertThat(launched.exitCode()).isEqualTo(1);
    assertThat(launched.errors()).contains("saoma: not started", "no.such.Listener");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var launched = launch("--port", Integer.toString(taken.getLocalPort()));
      assertThat(launched.exitCode()).isEqualTo(1);
      assertThat(launched.errors()).contains(":" + taken.getLocalPort(), "already in use");
    }
  }

  @Test
  void aWrongArgumentIsExplained() throws Exception {
    var launched = launch("--prot", "80");
    assertThat(launched.exitCode()).isEqualTo(2);
    assertThat(launched.errors()).contains("there is no option --prot", "--help");
  }

  private Launched launch(String... arguments) throws IOException {
    var settings = Path.of("target/test-classes/io/saoma/it/launch/saoma.properties");
    var database = directory.resolve("database");
    var launched =
        new Launched(
            Path.of("target/it/launch"),
            List.of("-Dsaoma.config=" + settings, "-Dsaoma.database.directory=" + database),
            arguments);
    this.launched = launched;
    return launched;
  }

  private Path webapp(String index) throws IOException {
    var webapp = Files.createDirectories(directory.resolve("webapp"));
    Files.createDirectories(webapp.resolve("WEB-INF"));
    Files.writeString(webapp.resolve("WEB-INF/web.xml"), webXml(""));
    Files.writeString(webapp.resolve("index.html"), index);
    return webapp;
  }

  private static String webXml(String content) {
    return "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'"
        + " metadata-complete='true'>"
        + content
        + "</web-app>";
  }

  private static int statusOf(String place, String path) throws IOException {
    return Integer.parseInt(answer(place, "GET " + path + " HTTP/1.1").substring(9, 12));
  }

  /** Written by hand: an HTTP client would tidy the path. */
  private static String answer(String place, String requestHead) throws IOException {
    var uri = URI.create(place);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
      var request =
          requestHead + "\r\nHost: localhost:" + uri.getPort() + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
