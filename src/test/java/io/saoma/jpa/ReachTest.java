package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that cannot be used, each asked before a start and met by one. */
final class ReachTest {
  private static final String KEY = "saoma.database.url";

  @TempDir Path directory;

  @Test
  void aDatabaseThatAnswersIsNoFault() {
    try (var h2 = TestDatabase.h2();
        var postgreSql = TestDatabase.postgreSql()) {
      assertThat(Reach.fault(h2.settings(), KEY)).isEmpty();
      assertThat(Reach.fault(postgreSql.settings(), KEY)).isEmpty();
    }
  }

  @Test
  void noDatabaseIsMadeByAsking() throws IOException {
    assertThat(Reach.fault(h2("not-yet", "saoma", ""), KEY)).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aServerThatDoesNotListenIsTold() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertTold(
        settings("jdbc:postgresql://127.0.0.1:" + port + "/saoma?password=canary", "saoma", ""),
        KEY + ": the database cannot be used: Connection to 127.0.0.1:" + port + " refused");
  }

  @Test
  void aUrlThatTheDriverDoesNotUnderstandIsToldWithoutItsPassword() {
    assertTold(
        settings("jdbc:postgresql://127.0.0.1:port/saoma?password=canary", "saoma", ""),
        KEY + ": ");
    assertTold(settings("jdbc:h2:tcp:///;PASSWORD=canary;=", "saoma", ""), KEY + ": ");
  }

  @Test
  void aDatabaseThatIsNotThereIsTold() {
    try (var server = TestDatabase.postgreSql()) {
      var url = server.settings().url().replaceFirst("saoma_test_[0-9]+", "no_such");
      assertTold(
          settings(url, server.settings().user(), ""),
          KEY + ": the database cannot be used: FATAL: database \"no_such\" does not exist");
    }
  }

  @Test
  void aWrongPasswordIsToldUnderItsOwnKey() {
    new Database(h2("owned", "saoma", "right")).close();
    assertTold(
        h2("owned", "saoma", "canary"),
        "saoma.database.user: the database refuses this user with this password");
  }

  @Test
  void aFileThatIsNoDatabaseIsTold() throws IOException {
    Files.writeString(directory.resolve("text.mv.db"), "no database");
    assertTold(h2("text", "saoma", ""), KEY + ": the database cannot be used: ");
  }

  private static void assertTold(DatabaseSettings settings, String beginning) {
    var failure = catchThrowableOfType(RuntimeException.class, () -> new Database(settings));
    assertThat(Reach.fault(settings, KEY).orElseThrow())
        .startsWith(beginning)
        .doesNotContain("canary")
        .hasLineCount(1);
    assertThat(Reach.fault(failure, KEY).orElseThrow())
        .startsWith(beginning)
        .doesNotContain("canary")
        .hasLineCount(1);
  }

  private DatabaseSettings h2(String name, String user, String password) {
    return settings("jdbc:h2:file:" + directory.resolve(name), user, password);
  }

  private static DatabaseSettings settings(String url, String user, String password) {
    return new DatabaseSettings(url, user, Optional.of(password), 2);
  }
}
