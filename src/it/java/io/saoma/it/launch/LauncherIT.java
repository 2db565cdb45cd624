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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LauncherIT {
  @TempDir private static Path directory;
  private static Launched running;
  private static List<String> places;

  @BeforeAll
  static void launchSaomaAndTwoMore() throws IOException {
    var beside = webapp("hello");
    running = launch("--port", "0", "--war", "/beside=" + beside, "--war", ":0/two=" + beside);
    places = running.places(3);
  }

  @AfterAll
  static void sigtermEndsItAndItHasNotLoggedWhatItWasSent() throws Exception {
    try (var ending = running) {
      ending.terminate();
      assertThat(ending.exitCode()).isEqualTo(128 + 15);
      assertThat(ending.errors()).doesNotContain("canary", "Exception");
    }
  }

  @Test
  void everyWarAnswersAtItsPlace() throws Exception {
    assertThat(places).hasSize(3);
    assertThat(statusOf(places.get(0), "/.well-known/openid-configuration")).isEqualTo(200);
    assertThat(answer(places.get(1), "GET /beside/ HTTP/1.1")).endsWith("hello");
    assertThat(answer(places.get(2), "GET /two/ HTTP/1.1")).endsWith("hello");
  }

  @Test
  void aPathWithTwoReadingsIsRefusedBeforeAnyRuleSeesIt() throws Exception {
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
      assertThat(statusOf(places.get(0), path)).as(path).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OPTIONS * HTTP/1.1\r\nHost: localhost",
        "CONNECT localhost:1 HTTP/1.1\r\nHost: localhost:1",
        "CONNECT [a?code=canary HTTP/1.1\r\nHost: localhost",
        "GET / HTTP/1.1\r\nHost: [a?code=canary"
      })
  void H02_A05_whatAsksForNoPathOfOursIsRefused(String head) throws Exception {
    assertThat(raw(places.get(0), head))
        .startsWith("HTTP/1.1 400")
        .contains("\r\nX-Content-Type-Options: nosniff\r\n")
        .doesNotContain("canary");
  }

  @Test
  void anErrorNamesNeitherTheProductNorThePath() throws Exception {
    var answer = answer(places.get(1), "GET /beside/no-such-file HTTP/1.1");
    assertThat(answer).startsWith("HTTP/1.1 404").endsWith("404 Not Found\n");
    assertThat(answer).doesNotContainIgnoringCase("jetty", "server:", "no-such-file");
  }

  @Test
  void H02_H05_theWayToAContextHasTheHeadersToo() throws Exception {
    assertThat(answer(places.get(1), "GET /beside HTTP/1.1"))
        .startsWith("HTTP/1.1 301")
        .contains(
            "\r\nLocation: /beside/\r\n",
            "\r\nX-Content-Type-Options: nosniff\r\n",
            "\r\nX-Frame-Options: DENY\r\n",
            "\r\nReferrer-Policy: no-referrer\r\n",
            "\r\nCache-Control: no-store\r\n",
            "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n");
  }

  @Test
  void everyWrongSettingIsToldInOneListWithItsKeyAndWithoutASecret() throws Exception {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    var text = Files.writeString(directory.resolve("text"), "[{\"client_secret\": 7}]");
    var another = Files.writeString(directory.resolve("another"), "text");
    var properties =
        List.of(
            "-Dsaoma.issuer=https://Login.example/",
            "-Dsaoma.development=perhaps",
            "-Dsaoma.database.url=jdbc:postgresql://127.0.0.1:" + closed + "/s?password=canary",
            "-Dsaoma.database.password=canary",
            "-Dsaoma.database.pool-size=0",
            "-Dsaoma.sealing-key=canary",
            "-Dsaoma.clients=" + text,
            "-Dsaoma.connectors=" + text,
            "-Dsaoma.trusted-proxies=10.0.0.1",
            "-Dsaoma.place-files=" + text + "," + another,
            "-Dsaoma.pictures-per-minute=0",
            "-Dsaoma.waiting-pages=-1",
            "-Dsaoma.unknown=1");
    try (var launched = new Launched(Path.of("target/it/launch"), properties, "--port", "0")) {
      assertThat(launched.exitCode()).isEqualTo(1);
      assertThat(launched.errors())
          .contains(
              "saoma.issuer: ",
              "saoma.development: ",
              "saoma.database.pool-size: ",
              "saoma.sealing-key: ",
              "saoma.clients: ",
              "saoma.connectors: ",
              "saoma.trusted-proxies: ",
              "saoma.place-files: not an ip2region xdb file: " + text,
              "saoma.place-files: not an ip2region xdb file: " + another,
              "saoma.pictures-per-minute: ",
              "saoma.waiting-pages: ",
              "saoma.unknown: ",
              "saoma.database.url: the database cannot be used: Connection to 127.0.0.1:" + closed)
          .doesNotContain("canary", "\tat ");
    }
  }

  @Test
  void aDatabaseThatIsAwayIsToldWithItsKeyWhereNothingElseIsWrong() throws Exception {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    var properties =
        List.of(
            "-Dsaoma.database.url=jdbc:postgresql://127.0.0.1:" + closed + "/s",
            "-Dsaoma.sealing-key=c2VhbGluZyBrZXkgb2YgdGhlIHRlc3RzLCAzMiBieXQ=");
    try (var launched = new Launched(Path.of("target/it/launch"), properties, "--port", "0")) {
      assertThat(launched.exitCode()).isEqualTo(1);
      assertThat(launched.errors())
          .contains("saoma.database.url: the database cannot be used: Connection to 127.0.0.1:")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aHeaderBeyond16KilobytesIsRefused() throws Exception {
    assertThat(answer(places.get(0), "GET / HTTP/1.1\r\nX: " + "a".repeat(17_000)))
        .startsWith("HTTP/1.1 431");
  }

  @Test
  void aWarThatCannotStartLeavesNothingRunning() throws Exception {
    var broken = directory.resolve("broken");
    Files.createDirectories(broken.resolve("WEB-INF"));
    Files.writeString(
        broken.resolve("WEB-INF/web.xml"),
        webXml("<listener><listener-class>no.such.Listener</listener-class></listener>"));
    try (var launched = launch("--port", "0", "--war", "/broken=" + broken)) {
      assertThat(launched.places(1)).isEmpty();
      assertThat(launched.exitCode()).isEqualTo(1);
      assertThat(launched.errors()).contains("saoma: not started", "no.such.Listener");
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var launched = launch("--port", Integer.toString(taken.getLocalPort()))) {
      assertThat(launched.exitCode()).isEqualTo(1);
      assertThat(launched.errors()).contains(":" + taken.getLocalPort(), "already in use");
    }
  }

  @Test
  void aWrongArgumentIsExplained() throws Exception {
    try (var launched = launch("--prot", "80")) {
      assertThat(launched.exitCode()).isEqualTo(2);
      assertThat(launched.errors()).contains("there is no option --prot", "--help");
    }
  }

  private static Launched launch(String... arguments) throws IOException {
    var data = Files.createTempDirectory(directory, "data");
    return new Launched(Path.of("target/it/launch"), List.of("-Dsaoma.data=" + data), arguments);
  }

  private static Path webapp(String index) throws IOException {
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
    return raw(place, requestHead + "\r\nHost: localhost:" + URI.create(place).getPort());
  }

  private static String raw(String place, String head) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(place).getPort())) {
      var request = head + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
