package io.saoma.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A claim of safety without a test, and a test that nobody finds, are worth the same. */
final class ThreatTableTest {
  private static final Path DOCUMENT = Path.of("src/docs/security.md");

  /** A method's name begins with the ids of the threats it is about: {@code Q07_Q21_aPollSays…}. */
  private static final String TEST_OF_A_THREAT = "void ([A-Za-z][0-9]{2}\\w*)\\(";

  private static final Pattern ID = Pattern.compile("\\G([A-Za-z][0-9]{2})(?:_|(?=[A-Za-z]))");

  @Test
  void everyThreatOfTheTableHasATest() {
    assertThat(tested()).containsAll(table());
  }

  @Test
  void everyTestedThreatIsInTheDocument() {
    var named = new TreeSet<>(table());
    named.addAll(Sources.found(DOCUMENT, "(?m)^- ([A-Z][0-9]{2}) "));
    assertThat(named).containsAll(tested());
  }

  private static Set<String> table() {
    return Sources.found(DOCUMENT, "(?m)^\\| ([A-Z][0-9]{2}) \\|");
  }

  private static Set<String> tested() {
    var methods = new TreeSet<>(Sources.found(Path.of("src/test/java"), TEST_OF_A_THREAT));
    methods.addAll(Sources.found(Path.of("src/it/java"), TEST_OF_A_THREAT));
    var ids = new TreeSet<String>();
    for (var method : methods) {
      ID.matcher(method).results().forEach(id -> ids.add(id.group(1).toUpperCase(Locale.ROOT)));
    }
    return ids;
  }
}
