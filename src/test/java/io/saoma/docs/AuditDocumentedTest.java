package io.saoma.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whoever watches the audit rows has to know every name that can stand in them. */
final class AuditDocumentedTest {
  private static final Path CODE = Path.of("src/main/java/io/saoma");

  @Test
  void everyEventIsInTheListAndNoOtherIs() {
    var events = new TreeSet<>(Sources.found(CODE, "AuditEvent\\s*\\.of\\(\\s*\"([a-z_]+)\""));
    // The ledger's callers name theirs.
    events.addAll(Sources.found(CODE.resolve("ticket"), "\"((?:qr|ticket)_[a-z_]+)\""));

    assertThat(events).contains("qr_scanned", "account_created");
    assertThat(Sources.found(Path.of("src/docs/audit.md"), "(?m)^\\| `([a-z_]+)`"))
        .containsExactlyElementsOf(events);
  }
}
