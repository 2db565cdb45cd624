package io.saoma.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A key that is nowhere described does not exist for an operator; one that is gone misleads. */
final class SettingsDocumentedTest {
  private static final Path DOCUMENT = Path.of("src/docs/settings.md");
  private static final Path EXAMPLE = Path.of("deploy/saoma.properties");
  private static final Path CLIENT_MEMBERS = Path.of("src/main/java/io/saoma/client/Members.java");

  @Test
  void everyKeyHasItsRowInTheDocumentAndNoOtherHas() throws IOException {
    assertThat(found(DOCUMENT, "(?m)^\\| `(saoma\\.[a-z.-]+)`"))
        .containsExactlyInAnyOrderElementsOf(withConfig());
  }

  @Test
  void everyKeyIsInTheExampleFileAndNoOtherIs() throws IOException {
    assertThat(found(EXAMPLE, "(?m)^#?(saoma\\.[a-z.-]+)="))
        .containsExactlyInAnyOrderElementsOf(SettingsReader.KEYS);
  }

  @Test
  void everyMemberOfAClientIsInTheDocument() throws IOException {
    var members = found(CLIENT_MEMBERS, "(?m)^ +\"([a-z_]+)\"[,)]");
    assertThat(members).contains("client_id", "saoma_owner", "saoma_client_secret_file");
    assertThat(found(DOCUMENT, "(?m)^\\| `([a-z_]+)`"))
        .containsExactlyInAnyOrderElementsOf(members);
  }

  /** What everybody can read is what somebody copies into production, where it must be refused. */
  @Test
  void a05_everySecretThatADocumentShowsIsASample() throws IOException {
    var secrets = new TreeSet<String>();
    try (var files = Stream.of("README.md", "src/docs", "deploy").flatMap(this::below)) {
      for (var file : files.toList()) {
        secrets.addAll(found(file, "secret\"?[:=] ?\"?([A-Za-z0-9_-]{16,})"));
      }
    }
    assertThat(secrets).hasSizeGreaterThan(3).allMatch(secret -> secret.startsWith("sample-"));
  }

  private Stream<Path> below(String name) {
    try (var files = Files.walk(Path.of(name))) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's own name is a key that no source but the outer ones has. */
  private static Set<String> withConfig() {
    var keys = new TreeSet<>(SettingsReader.KEYS);
    keys.add("saoma.config");
    return keys;
  }

  private static Set<String> found(Path file, String pattern) throws IOException {
    var matcher = Pattern.compile(pattern).matcher(Files.readString(file));
    var found = new TreeSet<String>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
