package io.saoma.connector.wechat;

import static io.saoma.connector.wechat.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.connector.CredentialConnector;
import io.saoma.connector.Drawing;
import io.saoma.connector.Verification;
import io.saoma.connector.Verification.Unavailable;
import io.saoma.connector.Verification.Verified;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** W10: whoever answers in WeChat's place, and however: nobody is signed in, and nobody waits. */
class HostileUpstreamTest {
  private static final String PERSON = "{\"openid\":\"oMallory\"}";
  private static final Duration BUDGET = Duration.ofMillis(600);

  /** Without a breaker: every call shall reach the hostile server. */
  private static final Limits LIMITS =
      new Limits(
          BUDGET,
          BUDGET,
          64 * 1024,
          1024 * 1024,
          2,
          new CircuitBreaker.Thresholds(32, 33, Duration.ofSeconds(5)));

  private final List<WeChatConnectorFactory> factories = new ArrayList<>();

  private final Path directory;

  HostileUpstreamTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void stop() {
    factories.forEach(WeChatConnectorFactory::close);
  }

  @Test
  void W10_aCertificateThatIsTrustedAndOfTheHostIsNeeded() throws Exception {
    var certificate = TestCertificate.of("ip:127.0.0.1", directory);
    try (var server = tls(certificate)) {
      assertThat(overTls(server, certificate.trusting(), Limits.STANDARD).verify("code-1"))
          .as("or the next two tests prove nothing")
          .isInstanceOf(Verified.class);
    }
  }

  @Test
  void W10_aCertificateOfAnotherHostIsRefused() throws Exception {
    var certificate = TestCertificate.of("dns:mallory.test", directory);
    try (var server = tls(certificate)) {
      assertThat(overTls(server, certificate.trusting()).verify("code-1"))
          .isInstanceOf(Unavailable.class);
      assertThat(server.requests()).as("the secret was not sent").isZero();
    }
  }

  @Test
  void W10_aCertificateSignedByNobodyIsRefused() throws Exception {
    try (var server = tls(TestCertificate.of("ip:127.0.0.1", directory))) {
      assertThat(overTls(server, SSLContext.getDefault()).verify("code-1"))
          .isInstanceOf(Unavailable.class);
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void W10_sixtyFourThreadsAtStartUpAreRefusedAlike() throws Exception {
    var certificate = TestCertificate.of("dns:mallory.test", directory);
    var threads = Executors.newFixedThreadPool(64);
    try (var server = tls(certificate)) {
      var connector = overTls(server, certificate.trusting());
      var barrier = new CyclicBarrier(64);
      var outcomes = new ArrayList<Future<Verification>>();
      for (var i = 0; i < 64; i++) {
        var code = "code-" + i;
        outcomes.add(
            threads.submit(
                () -> {
                  barrier.await(10, TimeUnit.SECONDS);
                  return connector.verify(code);
                }));
      }
      for (var outcome : outcomes) {
        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(Unavailable.class);
      }
      assertThat(server.requests()).isZero();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void W10_aRedirectIsNotFollowed() throws Exception {
    try (var elsewhere = new RawServer(out -> ok(out, PERSON));
        var server =
            new RawServer(
                out ->
                    write(
                        out,
                        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(elsewhere.port(), PERSON.length(), PERSON)))) {
      refuses(server);
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @Test
  void W10_tenMegabytesAreCut() throws Exception {
    try (var server =
        new RawServer(
            out -> {
              write(
                  out,
                  "HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n{\"openid\":\"oM\",\"x\":\"");
              flood(out);
            })) {
      refuses(server);
    }
    try (var server =
        new RawServer(
            out -> {
              write(out, "HTTP/1.1 200 OK\r\n\r\n{\"openid\":\"oM\",\"x\":\"");
              flood(out);
            })) {
      refuses(server);
    }
  }

  @Test
  void W10_aBodyThatDripsIsCutWithTheBudget() throws Exception {
    try (var server =
        new RawServer(
            out -> {
              write(out, "HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n");
              drip(out, PERSON);
            })) {
      refuses(server);
    }
  }

  @Test
  void W10_aHeadThatDripsIsCutWithTheBudget() throws Exception {
    try (var server = new RawServer(out -> drip(out, "HTTP/1.1 200 OK\r\nContent-Length: 21"))) {
      refuses(server);
    }
  }

  @Test
  void W10_theStandardBudgetIsThreeSeconds() throws Exception {
    try (var server = new RawServer(out -> new CountDownLatch(1).await())) {
      var factory = new WeChatConnectorFactory();
      factories.add(factory);
      var began = System.nanoTime();
      var connector = factory.create(Connectors.at(http(server.port())), InstantSource.system());
      assertThat(connector.verify("code-1")).isInstanceOf(Unavailable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(2900), Duration.ofSeconds(5));
    }
  }

  @Test
  void W10_jsonThatIsAHundredThousandDeepIsRefused() throws Exception {
    for (var depth : new int[] {9, 60_000, 100_000}) {
      try (var server =
          new RawServer(
              out ->
                  ok(
                      out,
                      "{\"openid\":\"oM\",\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}"))) {
        refuses(server);
      }
    }
    try (var server = new RawServer(out -> ok(out, "{\"openid\":\"oM\",\"x\":[[[[[[[]]]]]]]}"))) {
      assertThat(at(server).verify("code-1")).as("8 deep").isInstanceOf(Verified.class);
    }
  }

  @Test
  void W10_whatIsNoHttpIsRefused() throws Exception {
    for (var answer :
        new String[] {
          PERSON,
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 21\r\n\r\n" + PERSON,
          "HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n" + PERSON,
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + PERSON,
          "HTTP/1.1 101 Switching Protocols\r\n\r\n" + PERSON,
          "HTTP/1.1 407 Proxy\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(100_000)
        }) {
      try (var server = new RawServer(out -> write(out, answer))) {
        refuses(server);
      }
    }
  }

  @Test
  void W10_aClosedPortIsRefused() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var connector =
        factory(LIMITS, UnaryOperator.identity())
            .create(Connectors.at(http(port)), InstantSource.system());
    assertThat(connector.verify("code-1")).isInstanceOf(Unavailable.class);
    assertThat(connector.draw("scene")).isInstanceOf(Drawing.Unavailable.class);
  }

  @Test
  void closingEndsTheThreads() throws Exception {
    try (var server = new RawServer(out -> ok(out, PERSON))) {
      var connector = at(server);
      assertThat(connector.verify("code-1")).isInstanceOf(Verified.class);
      factories.forEach(WeChatConnectorFactory::close);
      for (var thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().equals("wechat")) {
          thread.join(10_000);
          assertThat(thread.isAlive()).isFalse();
        }
      }
      assertThat(connector.verify("code-2")).isInstanceOf(Unavailable.class);
    }
  }

  private void refuses(RawServer server) {
    var connector = at(server);
    var began = System.nanoTime();
    assertThat(connector.verify("code-1")).isInstanceOf(Unavailable.class);
    assertThat(connector.draw("scene")).isInstanceOf(Drawing.Unavailable.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    assertThat(server.requests()).as("each asked once").isLessThanOrEqualTo(2);
  }

  private CredentialConnector at(RawServer server) {
    return factory(LIMITS, UnaryOperator.identity())
        .create(Connectors.at(http(server.port())), InstantSource.system());
  }

  private CredentialConnector overTls(RawServer server, SSLContext trust) {
    return overTls(server, trust, LIMITS);
  }

  private CredentialConnector overTls(RawServer server, SSLContext trust, Limits limits) {
    return factory(limits, client -> client.sslContext(trust))
        .create(
            Connectors.at(URI.create("https://127.0.0.1:" + server.port())),
            InstantSource.system());
  }

  private WeChatConnectorFactory factory(Limits limits, UnaryOperator<HttpClient.Builder> tls) {
    var factory = new WeChatConnectorFactory(limits, tls);
    factories.add(factory);
    return factory;
  }

  private static RawServer tls(TestCertificate certificate) throws Exception {
    return new RawServer(certificate.server().getServerSocketFactory(), out -> ok(out, PERSON));
  }

  private static URI http(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static void ok(OutputStream out, String body) throws IOException {
    write(out, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body));
  }

  private static void flood(OutputStream out) throws IOException {
    var block = "x".repeat(1024);
    for (var i = 0; i < 10 * 1024; i++) {
      write(out, block);
    }
  }

  private static void drip(OutputStream out, String text) throws IOException, InterruptedException {
    for (var i = 0; i < text.length(); i++) {
      write(out, text.substring(i, i + 1));
      TimeUnit.SECONDS.sleep(1);
    }
  }
}
