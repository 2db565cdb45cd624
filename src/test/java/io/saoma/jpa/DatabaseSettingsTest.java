package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {
  /** R05: with a write delay a kill -9 loses commits that were acknowledged. */
  @Test
  void theEmbeddedDatabaseWritesAtEveryCommit() {
    assertThat(settings("jdbc:h2:file:/var/lib/saoma/saoma", 8).jdbcUrl())
        .startsWith("jdbc:h2:file:/var/lib/saoma/saoma;")
        .contains(";WRITE_DELAY=0;")
        .contains(";MODE=PostgreSQL;");
  }

  @Test
  void aPostgreSqlUrlIsTakenAsItIs() {
    var url = "jdbc:postgresql://db/saoma?targetServerType=primary";

    assertThat(settings(url, 8).jdbcUrl()).isEqualTo(url);
    assertThat(settings(url, 8).isEmbedded()).isFalse();
    assertThat(settings("jdbc:h2:file:saoma", 8).isEmbedded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "jdbc:mysql://db/saoma", "postgresql://db/saoma", " jdbc:h2:file:a"})
  void anotherDatabaseIsRefused(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> settings(url, 8));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 201, Integer.MAX_VALUE})
  void aPoolOfAnotherSizeIsRefused(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("jdbc:h2:file:saoma", size))
        .withMessageContaining("from 1 to 200");
  }

  @Test
  void itsTextShowsNoPasswordAndNoPlace() {
    var settings =
        new DatabaseSettings(
            "jdbc:postgresql://db/saoma?password=hidden", "saoma", Optional.of("secret"), 8);

    assertThat(settings.toString()).doesNotContain("hidden", "secret", "db/saoma");
  }

  private static DatabaseSettings settings(String url, int poolSize) {
    return new DatabaseSettings(url, "saoma", Optional.empty(), poolSize);
  }
}
