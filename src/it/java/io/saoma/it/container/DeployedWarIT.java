package io.saoma.it.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@EveryContainer
@ExtendWith(ArquillianExtension.class)
final class DeployedWarIT {
  @ArquillianResource private URL saoma;

  @Deployment(testable = false)
  static Archive<?> saoma() {
    return War.saoma(
            """
            saoma.issuer = {main}
            saoma.development = true
            saoma.data = {dir}/data
            """)
        .archive();
  }

  @Test
  void theWarThatTheBuildMadeAnswersDiscovery() throws Exception {
    var answer = get("/.well-known/openid-configuration");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(answer.body()).get("issuer").asText())
        .isEqualTo(issuer());
  }

  @Test
  void itsLibrariesAndTheLauncherAreNotFiles() throws Exception {
    for (var path :
        new String[] {
          "/WEB-INF/web.xml",
          "/web-inf/web.xml",
          "/META-INF/MANIFEST.MF",
          "/io/saoma/launch/Main.class",
          "/WEB-INF/launch/"
        }) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void H02_H05_H11_whatTheContainerRefusesInOurContextIsAnsweredByUs() throws Exception {
    for (var target :
        new String[] {
          "/WEB-INF/web.xml", "/META-INF/x", "/error", "/nothing", "/assets/nothing", "/a;b"
        }) {
      for (var method : new String[] {"GET", "POST"}) {
        var answer = raw(method + " " + target, "");
        assertThat(answer)
            .as(method + " " + target)
            .matches("(?s)HTTP/1.1 (400|404|405) .*\r\n\r\n(\\{\"error\":\"\\w+\"})?")
            .contains("\r\nX-Content-Type-Options: nosniff\r\n")
            .contains("frame-ancestors 'none'\r\n")
            .doesNotContain("\r\nServer:");
        assertSilent(answer);
      }
    }
  }

  @Test
  void H11_aCookieThatTheContainerCannotReadIsNone() throws Exception {
    for (var cookie :
        new String[] {"a=\u0001", "a=b;c\"d", "\u00e9", "=;=", "$Version=x; a=\"", ";"}) {
      for (var path : new String[] {"/authorize", "/login/x", "/token", "/nothing"}) {
        var answer = raw("GET " + path, "Cookie: " + cookie + "\r\n");
        assertThat(answer).as(path + " " + cookie).matches("(?s)HTTP/1.1 (400|404|405) .*");
        assertSilent(answer);
      }
    }
  }

  @Test
  void H11_whatTheContainerRefusesByItselfSaysNoMoreThanThat() throws Exception {
    var longer = "x".repeat(20_000);
    for (var target :
        new String[] {
          "//x",
          "/a%00",
          "/a%2fb",
          "/a%5cb",
          "/..%2f",
          "/.%2e/x",
          "/%zz",
          "/a\\b",
          "/<",
          "/../..",
          "*",
          "x",
          "/authorize?a=<",
          "/authorize?a={\"",
          "/" + longer
        }) {
      var answer = raw("GET " + target, "");
      assertThat(answer).as(target).matches("(?s)HTTP/1.1 (400|404|414|431) .*");
      assertSilent(answer);
    }
    for (var header : new String[] {"Cookie: " + longer, "Bad Header: x", "Content-Length: -1"}) {
      var answer = raw("GET /authorize", header + "\r\n");
      assertThat(answer).as(header).matches("(?s)HTTP/1.1 (400|431) .*");
      assertSilent(answer);
    }
  }

  private static void assertSilent(String answer) {
    assertThat(answer)
        .doesNotContain("\tat ", "Exception", "Caused by", "io.saoma", "org.", "Apache Tomcat");
  }

  /** Sends what no client library would. */
  private String raw(String line, String headers) throws IOException {
    var request =
        "%s HTTP/1.1\r\nHost: localhost:%d\r\n%sConnection: close\r\n\r\n"
            .formatted(line, saoma.getPort(), headers);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), saoma.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(issuer() + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  /** The URL of a root context ends with a slash; an issuer does not. */
  private String issuer() {
    return saoma.toString().replaceFirst("/$", "");
  }
}
