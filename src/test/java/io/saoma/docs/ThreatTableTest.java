package io.saoma.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A claim of safety without a test, and a test that nobody finds, are worth the same. */
final class ThreatTableTest {
  private static final Path DOCUMENT = Path.of("src/docs/security.md");
  private static final String TESTS_OF_THREATS = "void ([a-z][0-9]{2})_?[A-Za-z]";

  @Test
  void everyThreatOfTheTableHasATestAndEveryTestedThreatIsInTheTable() {
    assertThat(Sources.found(DOCUMENT, "(?m)^\\| ([A-Z][0-9]{2}) \\|"))
        .as("rows of the table, against the test methods whose names begin with an id")
        .containsExactlyElementsOf(tested());
  }

  @Test
  void whatHasNoTestYetIsSaidToHaveNone() {
    assertThat(Sources.found(DOCUMENT, "(?m)^- ([A-Z][0-9]{2}) "))
        .as("the list of those without a test: a tested one moves up into the table")
        .doesNotContainAnyElementsOf(tested());
  }

  private static Set<String> tested() {
    var tested = new TreeSet<>(Sources.found(Path.of("src/test/java"), TESTS_OF_THREATS));
    tested.addAll(Sources.found(Path.of("src/it/java"), TESTS_OF_THREATS));
    return tested.stream()
        .map(id -> id.toUpperCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
