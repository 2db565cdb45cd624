package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.interaction.Interaction;
import io.saoma.interaction.Interactions;
import io.saoma.oauth.InteractionId;
import io.saoma.web.Language;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JpaInteractionsTest {
  @Nested
  class OnPostgreSql extends Contract {
    OnPostgreSql() {
      super(TestDatabase::postgreSql, 100);
    }
  }

  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(TestDatabase::h2, 50);
    }
  }

  abstract static class Contract extends StoreContract {
    private final JpaInteractions interactions;
    private final JpaInteractions otherNode;
    private final int rounds;

    Contract(Supplier<TestDatabase> rows, int rounds) {
      super(rows);
      this.rounds = rounds;
      this.interactions = new JpaInteractions(database);
      this.otherNode = new JpaInteractions(this.rows.node());
    }

    @Test
    void anInteractionIsReadAsItWasOpened() {
      var id = new InteractionId(given.id());
      var browser = given.hash();
      var before = database.now();

      interactions.open(
          id, Optional.of(browser), new ClientID("https://rp.test/ü"), "a=b&c=%20", Language.EN);

      var read = otherNode.find(id).orElseThrow();
      assertThat(read.id()).isEqualTo(id);
      assertThat(read.browserHash()).contains(browser);
      assertThat(read.client()).isEqualTo(new ClientID("https://rp.test/ü"));
      assertThat(read.request()).isEqualTo("a=b&c=%20");
      assertThat(read.language()).isEqualTo(Language.EN);
      assertThat(read.version()).isOne();
      assertThat(read.pictures()).isZero();
      assertThat(read.createdAt()).isBetween(before.minusMillis(1), database.now().plusMillis(1));
      assertThat(read.remaining())
          .isBetween(Interactions.LIFETIME.minusSeconds(30), Interactions.LIFETIME);
      assertThat(read.finished()).isFalse();
      assertThat(read.isOpen()).isTrue();
    }

    @Test
    void nobodyHasOpenedAnUnknownOne() {
      assertThat(interactions.find(new InteractionId(given.id()))).isEmpty();
    }

    @Test
    void theLongestRequestIsKept() {
      var id = new InteractionId(given.id());
      var request = "state=" + "s".repeat(16_384 - 6);

      interactions.open(id, Optional.empty(), Given.CLIENT, request, Language.ZH_CN);

      assertThat(read(id).request()).isEqualTo(request);
    }

    /** Q05: nobody opens a second one under a name that waits already. */
    @Test
    void anIdIsOpenedOnce() {
      var id = given.interaction();
      var first = read(id).browserHash();

      assertThatException()
          .isThrownBy(
              () ->
                  interactions.open(
                      id, Optional.of(given.hash()), Given.CLIENT, "other", Language.EN));

      assertThat(read(id).browserHash()).isEqualTo(first);
    }

    @Test
    void theFirstBrowserThatFollowsIsTheOnlyOne() {
      var id = unbound();
      var browser = given.hash();

      assertThat(interactions.bind(id, browser)).isTrue();
      assertThat(otherNode.bind(id, given.hash())).isFalse();

      assertThat(read(id).browserHash()).contains(browser);
    }

    @Test
    void aBoundInteractionIsNotBoundAgain() {
      var id = given.interaction();
      var browser = read(id).browserHash();

      assertThat(interactions.bind(id, given.hash())).isFalse();

      assertThat(read(id).browserHash()).isEqualTo(browser);
    }

    @Test
    void everyChangeRaisesTheVersionByOne() {
      var id = given.interaction();

      interactions.touch(id);
      assertThat(read(id).version()).isEqualTo(2);
      assertThat(interactions.countPictures(read(id), 1)).isTrue();
      assertThat(read(id).version()).isEqualTo(3);
      assertThat(interactions.finish(id)).isTrue();
      assertThat(read(id).version()).isEqualTo(4);
    }

    @Test
    void everyChangeIsDated() {
      var id = given.interaction();
      given.shift("interaction", "changed_at", "id", id.value(), Duration.ofHours(-1));

      interactions.touch(id);

      assertThat(
              database.values(
                  "SELECT id FROM interaction WHERE id = ?1 "
                      + "AND changed_at > clock_timestamp() - 1 * INTERVAL '1' MINUTE",
                  id.value()))
          .hasSize(1);
    }

    @Test
    void aPictureIsCountedForTheVersionThatWasSeen() {
      var seen = read(given.interaction());

      assertThat(interactions.countPictures(seen, 1)).isTrue();
      assertThat(otherNode.countPictures(seen, 1)).isFalse();

      assertThat(read(seen.id()).pictures()).isOne();
      assertThat(otherNode.countPictures(read(seen.id()), 1)).isTrue();
      assertThat(read(seen.id()).pictures()).isEqualTo(2);
    }

    /** Somebody has scanned: a picture that came up now could be scanned beside that. */
    @Test
    void aStepInBetweenStopsThePicture() {
      var seen = read(given.interaction());
      otherNode.touch(seen.id());

      assertThat(interactions.countPictures(seen, 1)).isFalse();

      assertThat(read(seen.id()).pictures()).isZero();
    }

    @Test
    void whatCouldNotBeDrawnIsNotCounted() {
      var seen = read(given.interaction());

      assertThat(interactions.countPictures(seen, 0)).isTrue();

      assertThat(read(seen.id()).pictures()).isZero();
      assertThat(read(seen.id()).version()).isEqualTo(seen.version() + 1);
    }

    @Test
    void oneAnswerGoesToTheSite() {
      var id = given.interaction();

      assertThat(interactions.finish(id)).isTrue();
      assertThat(interactions.finish(id)).isFalse();
      assertThat(otherNode.finish(id)).isFalse();

      assertThat(read(id).finished()).isTrue();
      assertThat(read(id).isOpen()).isFalse();
    }

    @Test
    void aFinishedInteractionShowsNoPicture() {
      var id = given.interaction();
      interactions.finish(id);

      assertThat(interactions.countPictures(read(id), 1)).isFalse();

      assertThat(read(id).pictures()).isZero();
    }

    @Test
    void nothingHappensAfterItExpired() {
      var id = unbound();
      expire(id, Duration.ofSeconds(-1));

      assertThat(interactions.bind(id, given.hash())).isFalse();
      assertThat(interactions.countPictures(read(id), 1)).isFalse();
      assertThat(interactions.finish(id)).isFalse();

      assertThat(read(id).isOpen()).isFalse();
      assertThat(read(id).finished()).isFalse();
      assertThat(read(id).browserHash()).isEmpty();
    }

    @Test
    void everythingHappensBeforeItExpires() {
      var id = unbound();
      expire(id, Duration.ofSeconds(20));

      assertThat(read(id).isOpen()).isTrue();
      assertThat(interactions.bind(id, given.hash())).isTrue();
      assertThat(interactions.countPictures(read(id), 1)).isTrue();
      assertThat(interactions.finish(id)).isTrue();
    }

    @Test
    void oneOfManyFinishes() {
      assertOneWinner((node, seen) -> node.finish(seen.id()));
    }

    @Test
    void oneOfManyShowsThePicture() {
      assertOneWinner((node, seen) -> node.countPictures(seen, 1));
    }

    @Test
    void oneOfManyBrowsersIsBound() {
      var browsers = given.hash();
      var results =
          Race.run(
              rounds,
              round -> unbound(),
              (id, contender) -> node(contender).bind(id, browsers.substring(2) + contender % 10));

      assertThat(results).hasSize(rounds).allSatisfy(Contract::assertOneWon);
    }

    /** No change of a ticket is lost to a waiting page, however many happen at once. */
    @Test
    void everyTouchCounts() {
      var id = given.interaction();

      var results =
          Race.run(
              5,
              round -> id,
              (touched, contender) -> {
                node(contender).touch(touched);
                return true;
              });

      assertThat(results).allSatisfy(round -> assertThat(round).containsOnly(new Race.Won<>(true)));
      assertThat(read(id).version()).isEqualTo(1 + 5 * Race.THREADS);
    }

    private void assertOneWinner(BiFunction<JpaInteractions, Interaction, Boolean> attempt) {
      var results =
          Race.run(
              rounds,
              round -> read(given.interaction()),
              (seen, contender) -> attempt.apply(node(contender), seen));

      assertThat(results).hasSize(rounds).allSatisfy(Contract::assertOneWon);
    }

    private static void assertOneWon(List<? extends Race.Outcome<Boolean>> round) {
      assertThat(round.stream().filter(new Race.Won<>(true)::equals)).hasSize(1);
      assertThat(round.stream().filter(new Race.Won<>(false)::equals)).hasSize(Race.THREADS - 1);
    }

    private JpaInteractions node(int contender) {
      return contender % 2 == 0 ? interactions : otherNode;
    }

    private InteractionId unbound() {
      var id = new InteractionId(given.id());
      interactions.open(id, Optional.empty(), Given.CLIENT, "client_id=shop", Language.ZH_CN);
      return id;
    }

    private void expire(InteractionId id, Duration fromNow) {
      given.shift("interaction", "expires_at", "id", id.value(), fromNow);
    }

    private Interaction read(InteractionId id) {
      return interactions.find(id).orElseThrow();
    }
  }
}
