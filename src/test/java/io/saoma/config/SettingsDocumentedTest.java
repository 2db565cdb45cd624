package io.saoma.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
