package io.saoma.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A claim of safety without a test, and a test that nobody finds, are worth the same. */
final class ThreatTableTest {
  private static final Path DOCUMENT = Path.of("src/docs/security.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z][0-9]{2}) \\|.*\\| (.*) \\|$");
  private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+(?:\\.test\\.mjs)?)`");

  /** A test's name begins with the ids of the threats it is about: {@code Q07_Q21_aPollSays…}. */
  private static final Pattern METHOD = Pattern.compile("(?:void |test\\(')([A-Za-z][0-9]{2}\\w*)");

  private static final Pattern ID = Pattern.compile("\\G([A-Za-z][0-9]{2})(?:_|(?=[A-Za-z]))");

  @Test
  void everyTestThatARowNamesIsThere() throws IOException {
    var tested = new TreeMap<String, Set<String>>();
    tests()
        .forEach(
            (name, text) ->
                ids(text)
                    .forEach(id -> tested.computeIfAbsent(id, i -> new TreeSet<>()).add(name)));
    var rows = ROW.matcher(Files.readString(DOCUMENT)).results().toList();
    assertThat(rows).isNotEmpty();
    for (var row : rows) {
      var named = TEST_CLASS.matcher(row.group(2)).results().map(match -> match.group(1)).toList();
      assertThat(named).as(row.group(1)).isNotEmpty();
      assertThat(tested.getOrDefault(row.group(1), Set.of())).as(row.group(1)).containsAll(named);
    }
  }

  @Test
  void everyTestedThreatIsInTheDocument() throws IOException {
    var tested = new TreeSet<String>();
    tests().values().forEach(text -> tested.addAll(ids(text)));
    assertThat(Sources.found(DOCUMENT, "(?m)^(?:- |\\| )([A-Z][0-9]{2}) ")).containsAll(tested);
  }

  /** The texts of all tests by the name that a row calls them: Java's, and the mini-program's. */
  private static Map<String, String> tests() throws IOException {
    var tests = new TreeMap<>(Sources.tests());
    try (var files = Files.list(Path.of("src/main/miniprogram/test"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".test.mjs")).toList()) {
        tests.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return tests;
  }

  /** The threats that a class's tests are about. */
  private static Set<String> ids(String text) {
    var ids = new TreeSet<String>();
    METHOD
        .matcher(text)
        .results()
        .flatMap(method -> ID.matcher(method.group(1)).results())
        .forEach(id -> ids.add(id.group(1).toUpperCase(Locale.ROOT)));
    return ids;
  }
}
