package io.saoma.connector.wechat;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class AccessTokenKeeperTest {
  /** When a token of two hours has four minutes left. */
  private static final Duration LAST_MINUTES = Duration.ofMinutes(116);

  private final SettableClock clock = new SettableClock();
  private final List<CompletableFuture<Answer<AccessToken.Grant>>> asked =
      new CopyOnWriteArrayList<>();
  private final AccessTokenKeeper keeper =
      new AccessTokenKeeper(
          () -> {
            var answer = new CompletableFuture<Answer<AccessToken.Grant>>();
            asked.add(answer);
            return answer;
          },
          new Alarm("main", clock),
          clock);

  @Test
  void aTokenServesUntilItsLastMinutes() {
    var first = keeper.token();
    grant("one", 7200);
    assertThat(value(first)).isEqualTo("one");
    clock.advance(LAST_MINUTES.minusMillis(1));
    assertThat(value(keeper.token())).isEqualTo("one");
    assertThat(asked).hasSize(1);
  }

  @Test
  void itIsRenewedInTheBackgroundWhileTheOldOneServes() {
    ask();
    grant("one", 7200);
    clock.advance(LAST_MINUTES);
    assertThat(value(keeper.token())).isEqualTo("one");
    assertThat(value(keeper.token())).isEqualTo("one");
    assertThat(asked).hasSize(2);
    grant("two", 7200);
    assertThat(value(keeper.token())).isEqualTo("two");
  }

  @Test
  void aTokenOf300SecondsIsNotRenewedAtOnce() {
    ask();
    grant("one", 300);
    assertThat(value(keeper.token())).isEqualTo("one");
    clock.advance(Duration.ofSeconds(59));
    assertThat(value(keeper.token())).isEqualTo("one");
    assertThat(asked).hasSize(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(value(keeper.token())).isEqualTo("one");
    assertThat(asked).hasSize(2);
  }

  @Test
  void anExpiredTokenIsNotHandedOut() {
    ask();
    grant("one", 7200);
    clock.advance(Duration.ofHours(2));
    var next = keeper.token();
    assertThat(next).isNotDone();
    grant("two", 7200);
    assertThat(value(next)).isEqualTo("two");
  }

  @Test
  void aBackgroundRenewalThatFailsRestsBeforeTheNext() {
    ask();
    grant("one", 7200);
    clock.advance(LAST_MINUTES);
    ask();
    answer(Answer.failed(Failure.unreachable("-")));
    assertThat(value(keeper.token())).isEqualTo("one");
    assertThat(asked).hasSize(2);
    clock.advance(Duration.ofSeconds(30));
    assertThat(value(keeper.token())).isEqualTo("one");
    assertThat(asked).hasSize(3);
  }

  @Test
  void sixtyFourThreadsShareOneRequest() throws Exception {
    var barrier = new CyclicBarrier(64);
    var threads = Executors.newFixedThreadPool(64);
    try {
      Callable<CompletableFuture<Answer<AccessToken>>> asker =
          () -> {
            barrier.await(10, SECONDS);
            return keeper.token();
          };
      var waiting = new ArrayList<CompletableFuture<Answer<AccessToken>>>();
      for (var future : threads.invokeAll(Collections.nCopies(64, asker))) {
        waiting.add(future.get());
      }
      assertThat(asked).hasSize(1);
      grant("one", 7200);
      assertThat(waiting).allSatisfy(it -> assertThat(value(it)).isEqualTo("one"));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aRefusedTokenIsGivenUpOnceByWhoeverComesFirst() {
    ask();
    grant("one", 7200);
    assertThat(keeper.giveUp(new AccessToken("one"))).isTrue();
    assertThat(keeper.giveUp(new AccessToken("one"))).isTrue();
    var next = keeper.token();
    assertThat(keeper.giveUp(new AccessToken("one"))).isTrue();
    grant("two", 7200);
    assertThat(value(next)).isEqualTo("two");
    assertThat(keeper.giveUp(new AccessToken("one"))).as("replaced long ago").isTrue();
    assertThat(value(keeper.token())).isEqualTo("two");
    assertThat(asked).hasSize(2);
  }

  @Test
  void tokensThatAreRefusedOneAfterTheOtherAreNoLoop() {
    ask();
    grant("one", 7200);
    assertThat(keeper.giveUp(new AccessToken("one"))).isTrue();
    ask();
    grant("two", 7200);
    assertThat(keeper.giveUp(new AccessToken("two"))).isFalse();
    assertThat(value(keeper.token())).isEqualTo("two");
    assertThat(asked).hasSize(2);
    clock.advance(Duration.ofSeconds(30));
    assertThat(keeper.giveUp(new AccessToken("two"))).isTrue();
  }

  @Test
  void aSpentQuotaIsNotAskedAgainForAWhile() {
    pausesFor(45009, Duration.ofSeconds(5));
    pausesFor(45011, Duration.ofSeconds(5));
  }

  @Test
  void aWrongSecretStopsItForAWhile() {
    pausesFor(40125, Duration.ofSeconds(30));
    pausesFor(40243, Duration.ofSeconds(30));
    pausesFor(40164, Duration.ofSeconds(30));
  }

  @Test
  void aPauseDoesNotTakeAwayATokenThatIsGood() {
    ask();
    grant("one", 7200);
    clock.advance(LAST_MINUTES);
    ask();
    answer(Answer.failed(ErrorTable.failure(45009, Optional.empty())));
    assertThat(value(keeper.token())).isEqualTo("one");
  }

  private void pausesFor(int errcode, Duration length) {
    var before = asked.size();
    ask();
    answer(Answer.failed(ErrorTable.failure(errcode, Optional.empty())));
    clock.advance(length.minusMillis(1));
    assertThat(keeper.token().join()).isInstanceOf(Answer.Failed.class);
    assertThat(asked).hasSize(before + 1);
    clock.advance(Duration.ofMillis(1));
    ask();
    assertThat(asked).hasSize(before + 2);
    answer(Answer.failed(Failure.unreachable("-")));
  }

  @Test
  void aRequestThatFailsUnforeseenIsNotWaitedForForEver() {
    var first = keeper.token();
    asked.get(asked.size() - 1).completeExceptionally(new IllegalStateException("defect"));
    assertThat(first.join()).isInstanceOf(Answer.Failed.class);
    var next = keeper.token();
    grant("two", 7200);
    assertThat(value(next)).isEqualTo("two");
  }

  @Test
  void aRequestThatCannotBeSentIsNotWaitedForForEver() {
    var broken =
        new AccessTokenKeeper(
            () -> {
              throw new IllegalStateException("defect");
            },
            new Alarm("main", clock),
            clock);
    assertThat(broken.token().join()).isInstanceOf(Answer.Failed.class);
  }

  private void ask() {
    var unused = keeper.token();
  }

  private void grant(String token, int seconds) {
    answer(
        Answer.given(new AccessToken.Grant(new AccessToken(token), Duration.ofSeconds(seconds))));
  }

  private void answer(Answer<AccessToken.Grant> answer) {
    asked.get(asked.size() - 1).complete(answer);
  }

  private static String value(CompletableFuture<Answer<AccessToken>> token) {
    assertThat(token).isDone();
    return token.join().fold(AccessToken::value, failure -> "failed");
  }
}
