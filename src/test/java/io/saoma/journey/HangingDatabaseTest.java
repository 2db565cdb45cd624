package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.jpa.OwnPostgreSql;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A database that takes connections and answers nothing, as one whose disk hangs. */
final class HangingDatabaseTest {
  /** More than the pool has connections. */
  private static final int REQUESTS = 24;

  @Test
  void r08_whatNeedsTheDatabaseIsRefusedForAWhileAndNothingHangs() throws IOException {
    try (var postgreSql = OwnPostgreSql.start();
        var server =
            SaomaServer.start(SaomaServer.Options.standard().on(postgreSql.database()).open())) {
      var browser = new Browser(server.issuer());
      var login = Login.begin(server, browser);

      postgreSql.hang();

      var polls = Stream.generate(() -> browser.fetchLater(login.stateAddress(0))).limit(REQUESTS);
      for (var poll : polls.toList()) {
        assertRefusedForAWhile(poll.join(), "application/json");
      }
      assertRefusedForAWhile(browser.get("/login/" + login.interaction()), "text/html");
      assertThat(browser.get("/jwks").statusCode()).isEqualTo(200);
      assertThat(browser.get("/.well-known/openid-configuration").statusCode()).isEqualTo(200);

      postgreSql.goOn();

      var after = Stream.generate(() -> browser.fetchLater(login.stateAddress(0))).limit(REQUESTS);
      assertThat(after.toList().stream().map(CompletableFuture::join))
          .allMatch(answer -> answer.statusCode() == 200);
    }
  }

  private static void assertRefusedForAWhile(HttpResponse<String> answer, String type) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
  }
}
