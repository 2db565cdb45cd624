package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Secrets;
import io.saoma.ticket.PicturePool;
import io.saoma.ticket.Surroundings;
import io.saoma.ticket.Ticket;
import io.saoma.web.Language;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is over goes, what a person may still use stays. */
final class HousekeepingTest {
  private static final Ticket.Binding BINDING =
      new Ticket.Binding("b".repeat(43), Optional.empty(), Surroundings.UNKNOWN);

  static Stream<TestDatabase> databases() {
    return Stream.of(TestDatabase.postgreSql(), TestDatabase.h2());
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aTableThatCannotBeCleanedKeepsNoOtherFromIt(TestDatabase rows) {
    var database = rows.database();
    var interactions = new JpaInteractions(database);
    var id = new InteractionId(new Secrets().id());
    interactions.open(id, Optional.of("b".repeat(43)), new ClientID("shop"), "", Language.EN);
    rows.execute("UPDATE interaction SET expires_at = expires_at - INTERVAL '25' HOUR");
    rows.execute("ALTER TABLE ticket_picture RENAME TO gone");

    assertThatException().isThrownBy(new Housekeeping(database)::run);

    assertThat(interactions.find(id)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void onlyWhatIsOverIsTakenAway(TestDatabase rows) {
    var database = rows.database();
    var secrets = new Secrets();
    var interactions = new JpaInteractions(database);
    var pool = new JpaPicturePool(database);
    var interaction = new InteractionId(secrets.id());
    interactions.open(
        interaction, Optional.of("b".repeat(43)), new ClientID("shop"), "", Language.EN);
    var shown = pooled(pool, secrets);
    pool.assign(shown, interaction, 1, BINDING);
    var waiting = pooled(pool, secrets);
    var stale = pooled(pool, secrets);
    rows.execute(
        "UPDATE ticket SET deadline = clock_timestamp() - INTERVAL '1' SECOND WHERE id = '"
            + stale
            + "'");
    var housekeeping = new Housekeeping(database);

    housekeeping.run();

    var tickets = new JpaTickets(database);
    assertThat(tickets.find(stale)).isEmpty();
    assertThat(tickets.find(waiting)).isPresent();
    assertThat(pool.find(waiting)).isPresent();
    assertThat(pool.find(shown)).isPresent();

    rows.execute(
        "UPDATE ticket SET created_at = created_at - INTERVAL '25' HOUR, "
            + "deadline = deadline - INTERVAL '25' HOUR");
    rows.execute("UPDATE interaction SET expires_at = expires_at - INTERVAL '25' HOUR");
    housekeeping.run();

    assertThat(tickets.find(shown)).isEmpty();
    assertThat(interactions.find(interaction)).isEmpty();
  }

  /** What anybody can make without anybody acting in it does not stay for a day. */
  @ParameterizedTest
  @MethodSource("databases")
  void whatNobodyActedInGoesSoon(TestDatabase rows) {
    var database = rows.database();
    var secrets = new Secrets();
    var interactions = new JpaInteractions(database);
    var pool = new JpaPicturePool(database);
    var unbound = opened(interactions, secrets, Optional.empty());
    var unseen = opened(interactions, secrets, Optional.of("b".repeat(43)));
    var answered = opened(interactions, secrets, Optional.of("b".repeat(43)));
    assertThat(interactions.finish(answered)).isTrue();
    var shown = pooled(pool, secrets);
    var looked = opened(interactions, secrets, Optional.of("b".repeat(43)));
    pool.assign(shown, looked, 1, BINDING);
    var housekeeping = new Housekeeping(database);
    housekeeping.run();
    assertThat(interactions.find(unbound)).isPresent();
    assertThat(interactions.find(unseen)).isPresent();

    rows.execute("UPDATE interaction SET expires_at = clock_timestamp() - INTERVAL '11' MINUTE");
    housekeeping.run();
    assertThat(interactions.find(unbound)).isEmpty();
    assertThat(interactions.find(unseen)).isEmpty();
    assertThat(interactions.find(answered)).isPresent();
    assertThat(interactions.find(looked)).isPresent();

    rows.execute("UPDATE ticket SET deadline = clock_timestamp() - INTERVAL '61' MINUTE");
    housekeeping.run();
    assertThat(interactions.find(looked)).isEmpty();
  }

  private static InteractionId opened(
      JpaInteractions interactions, Secrets secrets, Optional<String> browserHash) {
    var id = new InteractionId(secrets.id());
    interactions.open(id, browserHash, new ClientID("shop"), "", Language.EN);
    return id;
  }

  private static String pooled(JpaPicturePool pool, Secrets secrets) {
    var id = secrets.id();
    pool.add(id, "wechat", secrets.token(), new PicturePool.Kept("image/jpeg", new byte[] {1}));
    return id;
  }
}
