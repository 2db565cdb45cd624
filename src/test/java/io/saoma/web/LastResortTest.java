package io.saoma.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What fails in the middle of an answer leaves nothing of it. */
final class LastResortTest {
  private static final class Failing extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final Throwable failure;

    Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
      response.setHeader("Set-Cookie", "saoma_sid=x");
      response.setHeader("Location", "https://site.example/?code=x");
      response.setContentLength(7_000);
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }

  @Test
  void H11_aFailureIsOneWordWithTheHeadersOfEveryAnswer() {
    for (var failure :
        List.of(new IllegalStateException("secret"), new NoClassDefFoundError("secret"))) {
      var headers = new SecurityHeaders(true);
      try (var server = new TestServer(headers, new LastResort(headers), new Failing(failure))) {
        var answer = server.send(HttpRequest.newBuilder(server.uri("/")).GET());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error\":\"server_error\"}");
        assertThat(answer.headers().map())
            .doesNotContainKeys("set-cookie", "location")
            .containsKeys("strict-transport-security", "content-security-policy");
      }
    }
  }
}
