package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.jpa.TestDatabase;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures that were drawn ahead: worth nothing to whoever can read them before a page does. */
final class PicturePoolTest {
  private static final int SIZE = 3;
  private static final String POOLED = "SELECT COUNT(*) FROM ticket WHERE state = 'POOLED'";

  private final TestDatabase database = TestDatabase.postgreSql();
  private SaomaServer server;

  @BeforeEach
  void start() {
    server = SaomaServer.start(SaomaServer.Options.standard().on(database).open().pool(SIZE));
    filled();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void filled() {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (count(POOLED) < SIZE && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(count(POOLED)).isEqualTo(SIZE);
  }

  private int count(String query) {
    return Integer.parseInt(database.text(query));
  }

  /** A scene that is on no page: that of a login, given to one in the pool. */
  private String leaked() {
    var login = Login.begin(server, server.browser());
    var scene = login.scene();
    filled();
    var shown = "interaction_id = '%s' AND kind = 'QR'".formatted(login.interaction());
    var hash = database.text("SELECT name_hash FROM ticket WHERE " + shown);
    database.execute("UPDATE ticket SET name_hash = 'another' WHERE " + shown);
    database.execute(
        "UPDATE ticket SET name_hash = '%s' WHERE id = (SELECT MIN(id) FROM ticket WHERE state = 'POOLED')"
            .formatted(hash));
    return scene;
  }

  @Test
  void Q34_aPictureThatWasOnNoPageIsBurnedByItsScan() {
    var unknown = server.phone().type("BCDF-GHJK");
    var scene = leaked();
    var scanned = server.phone().scan(scene);

    assertThat(scanned.status()).isEqualTo(404);
    assertThat(scanned.body()).isEqualTo(unknown.body());
    assertThat(count("SELECT COUNT(*) FROM ticket WHERE state = 'BURNED'")).isEqualTo(1);
    assertThat(count("SELECT COUNT(*) FROM audit_event WHERE event = 'ticket_burned'"))
        .isEqualTo(1);
    // It stays what it was to everybody else: nothing.
    assertThat(server.phone().scan(scene).status()).isEqualTo(404);
  }

  @Test
  void Q34_aPersonWhomWeChatBlocksBurnsItToo() {
    var scene = leaked();
    server
        .sandbox()
        .control()
        .fault(Map.of("path", "/sns/jscode2session", "times", 1, "errcode", 40226));
    assertThat(server.phone().scan(scene).text("error")).isEqualTo("account_blocked_upstream");

    assertThat(count("SELECT COUNT(*) FROM ticket WHERE state = 'BURNED'")).isEqualTo(1);
  }

  @Test
  void Q34_aPictureInThePoolIsSealedAndDoesNotStay() {
    assertThat(
            count(
                POOLED
                    + " AND deadline > clock_timestamp() + 29 * INTERVAL '1' MINUTE"
                    + " AND deadline <= clock_timestamp() + 30 * INTERVAL '1' MINUTE"))
        .isEqualTo(SIZE);
    // JPEG and PNG begin with these bytes.
    assertThat(
            count(
                "SELECT COUNT(*) FROM ticket_picture"
                    + " WHERE encode(sealed_image, 'hex') LIKE 'ffd8ff%'"
                    + " OR encode(sealed_image, 'hex') LIKE '89504e47%'"))
        .isZero();
    // The page gets it as it was drawn.
    assertThat(Login.begin(server, server.browser()).scene()).hasSize(32);
  }
}
