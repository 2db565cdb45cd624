package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.jpa.TestDatabase;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every state ends by itself, by the database's clock and no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrossDeviceDeadlinesTest {
  /** More than a step takes on a busy machine, less than any deadline that is looked at. */
  private static final int SOON = 8;

  private SaomaServer server;

  @BeforeAll
  void start() {
    server =
        SaomaServer.start(
            SaomaServer.Options.standard()
                .on(TestDatabase.postgreSql())
                .open()
                .client("digits", ",\"saoma_type_back\":\"always\""));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Login begin() {
    return Login.begin(server, server.browser());
  }

  private Login withDigits() {
    return Login.begin(server, server.browser(), Site.publicClient(server, "digits").request());
  }

  private Kept kept(Login login) {
    return Kept.of(server, login);
  }

  private static String state(Login login) {
    return login.state().path("state").asText();
  }

  @Test
  void Q16_aPictureIsScannedInTime() {
    var login = begin();
    var scene = login.scene();
    assertThat(kept(login).left()).isBetween(120 - SOON, 120);
    kept(login).due(-1);

    assertThat(state(login)).isEqualTo("expired");
    assertThat(server.phone().scan(scene).status()).isEqualTo(410);
    kept(login).due(SOON);
    assertThat(server.phone().scan(scene).status()).isEqualTo(200);
  }

  @Test
  void Q16_aScannedTicketIsConfirmedInTime() {
    var login = begin();
    var phone = server.phone();
    var scene = login.scene();
    var scanned = phone.scan(scene);
    assertThat(kept(login).left()).isBetween(180 - SOON, 180);
    kept(login).due(-1);

    assertThat(state(login)).isEqualTo("expired");
    assertThat(phone.confirm(scanned).status()).isEqualTo(410);
    assertThat(phone.deny(scanned).status()).isEqualTo(410);
    assertThat(phone.scan(scene).status()).isEqualTo(410);
    kept(login).due(SOON);
    assertThat(phone.confirm(scanned).status()).isEqualTo(200);
  }

  @Test
  void Q16_digitsAreTypedInTime() {
    var login = withDigits();
    var phone = server.phone();
    var confirmed = phone.confirm(phone.scan(login.scene()));
    assertThat(confirmed.text("state")).isEqualTo("digits");
    assertThat(kept(login).left()).isBetween(60 - SOON, 60);
    kept(login).due(-1);

    login.digits(confirmed.text("digits"));
    assertThat(state(login)).isEqualTo("expired");
    assertThat(login.complete().statusCode()).isEqualTo(410);
    assertThat(kept(login).picture()).isEqualTo("AWAIT_TYPEBACK");
    kept(login).due(SOON);
    assertThat(login.digits(confirmed.text("digits")).statusCode()).isEqualTo(200);
    assertThat(state(login)).isEqualTo("confirmed");
  }

  @Test
  void Q18_aConfirmedLoginIsCollectedInTime() {
    var login = begin();
    var phone = server.phone();
    phone.confirm(phone.scan(login.scene()));
    assertThat(kept(login).left()).isBetween(30 - SOON, 30);
    kept(login).due(-1);

    assertThat(login.complete().statusCode()).isEqualTo(410);
    assertThat(kept(login).codes()).isZero();
    assertThat(login.browser().cookies()).doesNotContainKey("saoma_sid");
    // Not the end of the page: it can begin anew.
    assertThat(login.reload().shownState()).isEqualTo("expired");
    kept(login).due(SOON);
    assertThat(login.complete().statusCode()).isEqualTo(303);
  }

  @Test
  void Q16_nothingOutlivesTheEightMinutesFromItsDisplay() {
    var login = begin();
    var scene = login.scene();
    kept(login).set("hard_deadline = clock_timestamp() + 20 * INTERVAL '1' SECOND");

    assertThat(server.phone().scan(scene).status()).isEqualTo(200);
    assertThat(kept(login).left()).isLessThanOrEqualTo(20);
  }

  @Test
  void Q16_aRequestInFlightEndsToo() {
    var login = begin();
    var scene = login.scene();
    server
        .database()
        .execute(
            "UPDATE interaction SET expires_at = clock_timestamp() - INTERVAL '1' SECOND"
                + " WHERE id = '"
                + login.interaction()
                + "'");

    assertThat(server.phone().scan(scene).status()).isIn(403, 410);
    assertThat(login.browser().get("/login/" + login.interaction()).statusCode()).isEqualTo(410);
    assertThat(login.complete().statusCode()).isEqualTo(410);
  }

  @Test
  void Q16_aTypedCodeIsTypedInTime() {
    var login = begin();
    var letters = login.typedCode();
    kept(login).due(-1);
    assertThat(server.phone().type(letters).status()).isEqualTo(410);
  }

  @Test
  void Q17_aReplacedPictureDiesAfterTheOverlap() {
    var login = begin();
    var old = login.scene();
    assertThat(login.rotate().statusCode()).isEqualTo(200);
    login.reload();
    assertThat(login.scene()).isNotEqualTo(old);
    assertThat(
            kept(login)
                .tickets(
                    "sequence = 1 AND kind = 'QR'"
                        + " AND deadline <= clock_timestamp() + 20 * INTERVAL '1' SECOND"
                        + " AND deadline > clock_timestamp()"))
        .isEqualTo(1);
    server
        .database()
        .execute(
            "UPDATE ticket SET deadline = clock_timestamp() - INTERVAL '1' SECOND"
                + " WHERE sequence = 1 AND kind = 'QR' AND interaction_id = '"
                + login.interaction()
                + "'");

    assertThat(server.phone().scan(old).status()).isEqualTo(410);
    assertThat(state(login)).isEqualTo("waiting");
    assertThat(server.phone().scan(login.scene()).status()).isEqualTo(200);
  }

  @Test
  void Q17_aReplacedPictureIsGoodDuringTheOverlapAndEndsItsSibling() {
    var login = begin();
    var old = login.scene();
    login.rotate();
    login.reload();
    var present = login.scene();
    var phone = server.phone();
    var scanned = phone.scan(old);

    assertThat(scanned.status()).isEqualTo(200);
    assertThat(state(login)).isEqualTo("scanned");
    assertThat(kept(login).tickets("state = 'SUPERSEDED'")).isEqualTo(2);
    assertThat(server.phone().scan(present).status()).isEqualTo(410);
    assertThat(server.phone().type(login.typedCode()).status()).isEqualTo(410);
    assertThat(phone.confirm(scanned).status()).isEqualTo(200);
    assertThat(login.complete().statusCode()).isEqualTo(303);
    assertThat(kept(login).tickets("state = 'CONSUMED'")).isEqualTo(1);
  }

  @Test
  void Q17_nobodysPictureIsReplacedWhileAPhoneIsAtWork() {
    var login = begin();
    var phone = server.phone();
    var scanned = phone.scan(login.scene());
    assertThat(login.rotate().body()).contains("\"scanned\"");
    assertThat(kept(login).tickets("state = 'DISPLAYED'")).isZero();

    assertThat(phone.confirm(scanned).status()).isEqualTo(200);
    assertThat(login.rotate().body()).contains("\"confirmed\"");
    assertThat(kept(login).tickets("state = 'DISPLAYED'")).isZero();
    assertThat(login.complete().statusCode()).isEqualTo(303);
  }

  @Test
  void aPageThatWaitsIsToldWhenItsStateEnds() throws Exception {
    var login = begin();
    kept(login).due(1);
    var told =
        login.browser().fetchLater(login.stateAddress(login.version())).get(20, TimeUnit.SECONDS);

    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(Login.json(told).path("state").asText()).isEqualTo("expired");
  }

  @Test
  void aPageIsAnsweredInThirtySecondsThoughItsStateHasEndedForGood() throws Exception {
    var login = begin();
    assertThat(server.phone().scan(login.scene(), 1048).status()).isEqualTo(403);
    kept(login).due(-10);
    login.reload();
    assertThat(login.shownState()).isEqualTo("blocked");

    var told =
        login.browser().fetchLater(login.stateAddress(login.version())).get(35, TimeUnit.SECONDS);
    assertThat(told.statusCode()).isEqualTo(204);
  }
}
