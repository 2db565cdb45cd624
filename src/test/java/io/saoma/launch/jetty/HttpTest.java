package io.saoma.launch.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher's connector makes of bytes, before any web application sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpTest {
  private final Server server = new Server();
  private final ServerConnector connector = Http.on("127.0.0.1", 0, server);

  @BeforeAll
  void start() {
    server.setErrorHandler(new PlainErrors());
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            if (request.getHttpURI().getPath().equals("/refused")) {
              Response.writeError(request, response, callback, 404);
              return true;
            }
            var headers = request.getHeaders();
            var read = headers.get("Cookie") + "|" + headers.get("Authorization") + "\n";
            Content.Sink.write(response, true, read, callback);
            return true;
          }
        });
    LifeCycle.start(server);
  }

  @AfterAll
  void stop() {
    LifeCycle.stop(server);
  }

  private String answer(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void B15_O21_aSecretInAnotherCaseIsAnotherSecret() throws IOException {
    var requests = new StringBuilder();
    for (var secret : List.of("abcdefgh", "abcdefgH", "ABCDEFGH", "abcdefgh")) {
      requests
          .append("GET / HTTP/1.1\r\nHost: localhost\r\nCookie: saoma_sid=")
          .append(secret)
          .append("\r\nAuthorization: Basic ")
          .append(secret)
          .append(
              secret.equals("abcdefgh") && requests.length() > 200 ? "\r\nConnection: close" : "")
          .append("\r\n\r\n");
    }
    assertThat(answer(requests.toString()).lines().filter(line -> line.contains("saoma_sid")))
        .containsExactly(
            "saoma_sid=abcdefgh|Basic abcdefgh",
            "saoma_sid=abcdefgH|Basic abcdefgH",
            "saoma_sid=ABCDEFGH|Basic ABCDEFGH",
            "saoma_sid=abcdefgh|Basic abcdefgh");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n",
        "G\u0000T / HTTP/1.1\r\nHost: x\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"
      })
  void H02_H05_H11_whatCannotBeReadIsAnsweredPlainly(String request) throws IOException {
    assertPlain(answer(request));
  }

  @Test
  void H02_H05_H11_whatIsTooLongIsAnsweredPlainly() throws IOException {
    var longer = "x".repeat(20_000);
    assertPlain(answer("GET /" + longer + " HTTP/1.1\r\nHost: x\r\n\r\n"));
    assertPlain(answer("GET / HTTP/1.1\r\nHost: x\r\nCookie: " + longer + "\r\n\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "ODD"})
  void H02_H05_anErrorHasItsHeadersWhateverTheMethod(String method) throws IOException {
    assertPlain(answer(method + " /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"));
  }

  private static void assertPlain(String answer) {
    // 505 is the one that names a version (RFC 9110 section 15.6.6); nothing of ours failed.
    assertThat(answer)
        .matches("(?s)HTTP/1.1 (4\\d\\d|505) .*")
        .contains("\r\nConnection: close\r\n");
    assertThat(answer)
        .contains("\r\nX-Content-Type-Options: nosniff\r\n")
        .contains("\r\nX-Frame-Options: DENY\r\n")
        .contains("\r\nReferrer-Policy: no-referrer\r\n")
        .contains("\r\nCache-Control: no-store\r\n")
        .contains("\r\nCross-Origin-Resource-Policy: same-origin\r\n")
        .contains("\r\nPermissions-Policy: camera=(), ")
        .contains("\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n");
    assertThat(answer)
        .doesNotContain("Server:", "etty", "Exception", "org.", "java", "<html", "caused");
  }
}
