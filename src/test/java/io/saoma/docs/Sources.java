package io.saoma.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts of this project, and what is found in them. */
final class Sources {
  private Sources() {}

  /** The first groups of all matches in the files below {@code directory}, or in one file. */
  static Set<String> found(Path directory, String pattern) {
    try (var files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(file -> Pattern.compile(pattern).matcher(text(file)).results())
          .map(match -> match.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tests, by the names of their classes; classes of one name are read as one. */
  static Map<String, String> tests() {
    var tests = new TreeMap<String, String>();
    for (var root : List.of("src/test/java", "src/it/java")) {
      try (var files = Files.walk(Path.of(root))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(
                file ->
                    tests.merge(
                        file.getFileName().toString().replace(".java", ""),
                        text(file),
                        String::concat));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return tests;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
