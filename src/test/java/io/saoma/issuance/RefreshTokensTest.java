package io.saoma.issuance;

import static io.saoma.client.TestClients.CODE_ONLY;
import static io.saoma.client.TestClients.POST;
import static io.saoma.client.TestClients.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import io.saoma.client.Client;
import io.saoma.issuance.RefreshTokens.Refreshed;
import io.saoma.jpa.Race;
import io.saoma.jpa.TestDatabase;
import io.saoma.oauth.OAuthException;
import io.saoma.oauth.Sha256;
import io.saoma.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class RefreshTokensTest {
  private static final String OFFLINE = "openid offline_access";

  @Nested
  class OnPostgreSql extends Contract {
    OnPostgreSql() {
      super(TestDatabase::postgreSql);
    }
  }

  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(TestDatabase::h2);
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class Contract {
    private final TestDatabase database;
    private final TestProvider provider;

    Contract(Supplier<TestDatabase> database) {
      this.database = database.get();
      this.provider = new TestProvider(this.database.database(), InstantSource.system());
    }

    @AfterAll
    void close() {
      database.close();
    }

    @Test
    void eachUseGivesTheNextToken() {
      var first = token(OFFLINE);
      var second = refresh(first).next();
      var third = refresh(second).next();

      assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
      assertThat(refresh(third).grant().signIn().authTime()).isEqualTo(TestProvider.TAPPED);
    }

    @Test
    void onlyAClientThatMayRefreshGetsOne() {
      var code = provider.code(CODE_ONLY, "openid");

      assertThat(provider.redeem(code, CODE_ONLY).refreshToken()).isEmpty();
    }

    @Test
    void o25_anOldTokenEndsTheFamily() {
      var first = token(OFFLINE);
      var second = refresh(first);
      var third = refresh(second.next());

      assertInvalidGrant(first);

      assertInvalidGrant(third.next());
      assertInvalidGrant(first);
      assertThat(provider.grants.find(third.grant().id())).isEmpty();
      assertThat(
              database.text(
                  "SELECT CASE COUNT(*) WHEN 1 THEN MIN(event) ELSE 'not one' END FROM audit_event WHERE client_id = 'web' AND account_id = '"
                      + third.grant().signIn().account().value()
                      + "'"))
          .isEqualTo("refresh_token_reused");
    }

    @Test
    void o28_whatWasRevokedStaysRevokedOnANodeThatStartsAnew() {
      var first = token(OFFLINE);
      var second = refresh(first);
      var third = refresh(second.next());
      assertInvalidGrant(first);

      var restarted = anotherNode();
      for (var token : List.of(first, second.next(), third.next())) {
        assertThatThrownBy(() -> restarted.refreshTokens.refresh(token, WEB, null))
            .isInstanceOf(OAuthException.class);
      }
      assertThat(restarted.grants.find(third.grant().id())).isEmpty();
    }

    @Test
    void o26_aClientWhoseAnswerWasLostGetsTheSameToken() {
      var first = token(OFFLINE);
      var lost = refresh(first).next();
      spentAgo(first, 8);

      assertThat(refresh(first).next()).isEqualTo(lost);
      assertThat(refresh(lost).next()).isNotEqualTo(lost);
    }

    @Test
    void o26_after10SecondsARepeatIsReuse() {
      var first = token(OFFLINE);
      var second = refresh(first).next();
      spentAgo(first, 11);

      assertInvalidGrant(first);
      assertInvalidGrant(second);
    }

    @Test
    void o27_of24ContendersOnThreeNodesAllGetTheSameToken() {
      var nodes = List.of(provider, anotherNode(), anotherNode());

      var rounds =
          Race.run(
              40,
              round -> token(OFFLINE),
              (token, contender) ->
                  nodes
                      .get(contender % nodes.size())
                      .refreshTokens
                      .refresh(token, WEB, null)
                      .next());

      assertThat(rounds)
          .allSatisfy(round -> assertThat(round).allMatch(Race.Won.class::isInstance));
      assertThat(rounds)
          .allSatisfy(round -> assertThat(List.copyOf(round)).containsOnly(round.get(0)));
    }

    @Test
    void o29_theScopeOnlyNarrows() {
      var first = token(OFFLINE);

      assertRefused(first, WEB, Scope.parse("openid profile"), OAuth2Error.INVALID_SCOPE);
      var narrowed = provider.refreshTokens.refresh(first, WEB, new Scope("openid"));

      assertThat(narrowed.scope()).isEqualTo(new Scope("openid"));
      assertThat(refresh(narrowed.next()).scope()).isEqualTo(Scope.parse(OFFLINE));
    }

    @Test
    void o29_anIdleTokenEnds() {
      var young = token(OFFLINE);
      var old = token(OFFLINE);
      age(young, RefreshTokens.IDLE.minusMinutes(1));
      age(old, RefreshTokens.IDLE.plusSeconds(1));

      assertThat(refresh(young)).isNotNull();
      assertInvalidGrant(old);
    }

    @Test
    void o29_noRefreshingGoesBeyondTheAbsoluteEnd() {
      var first = token(OFFLINE);
      endGrant(first, "5");
      var second = refresh(first).next();

      assertThat(secondsLeft(second)).isLessThanOrEqualTo(5);
      endGrant(second, "-1");
      age(second, Duration.ofSeconds(6));
      assertInvalidGrant(second);
    }

    @Test
    void aTokenThatOnlyExpiredDoesNotEndItsFamily() {
      var token = token(OFFLINE);
      var grant = refresh(token).grant();
      var next = refresh(token).next();
      age(next, RefreshTokens.IDLE.plusSeconds(1));

      assertInvalidGrant(next);
      assertThat(provider.grants.find(grant.id())).isPresent();
    }

    @Test
    void withoutOfflineAccessATokenEndsWithItsSession() {
      var session = provider.signIn("leaver");
      var online = token(session, "openid");
      var offline = token(session, OFFLINE);
      provider.sessions.end(session);

      assertInvalidGrant(online);
      assertThat(refresh(offline)).isNotNull();
    }

    @Test
    void inABrowserNewToTheAccountOfflineAccessEndsAfter12Hours() {
      var token = token(provider.signIn("visitor", true), OFFLINE);

      assertThat(secondsLeft(token)).isBetween(43_190L, 43_200L);
    }

    @Test
    void o58_aDisabledAccountsTokenIsRefused() {
      var session = provider.signIn("disabled");
      var token = token(session, OFFLINE);
      database.execute(
          "UPDATE account SET enabled = FALSE WHERE id = '" + session.account().value() + "'");

      assertInvalidGrant(token);
    }

    @Test
    void anotherClientsTokenIsRefusedAndStaysGood() {
      var token = token(OFFLINE);

      assertRefused(token, POST, null, OAuth2Error.INVALID_GRANT);

      assertThat(refresh(token)).isNotNull();
    }

    @Test
    void a07_theDatabaseHoldsNoToken() {
      var first = token(OFFLINE);
      var second = refresh(first).next();

      assertThat(database.dump())
          .doesNotContain(first.getValue(), second.getValue())
          .contains(hash(first), hash(second));
    }

    private TestProvider anotherNode() {
      return new TestProvider(database.node(), InstantSource.system());
    }

    private RefreshToken token(String scope) {
      return token(provider.signIn("person"), scope);
    }

    private RefreshToken token(Session session, String scope) {
      var code = provider.codes.issue(provider.authorization(WEB, session, scope));
      return provider.redeem(code, WEB).refreshToken().orElseThrow();
    }

    private Refreshed refresh(RefreshToken token) {
      return provider.refreshTokens.refresh(token, WEB, null);
    }

    private void assertInvalidGrant(RefreshToken token) {
      assertRefused(token, WEB, null, OAuth2Error.INVALID_GRANT);
    }

    private void assertRefused(
        RefreshToken token, Client client, @Nullable Scope scope, ErrorObject error) {
      assertThatThrownBy(() -> provider.refreshTokens.refresh(token, client, scope))
          .isInstanceOfSatisfying(
              OAuthException.class, refusal -> assertThat(refusal.error()).isEqualTo(error));
    }

    private void spentAgo(RefreshToken token, int seconds) {
      update(token, "spent_at = spent_at - INTERVAL '" + seconds + "' SECOND");
    }

    private void age(RefreshToken token, Duration by) {
      update(
          token,
          "expires_at = expires_at - CAST("
              + by.toSeconds()
              + " AS INTEGER) * INTERVAL '1' SECOND");
    }

    private void update(RefreshToken token, String change) {
      database.execute(
          "UPDATE refresh_token SET " + change + " WHERE token_hash = '" + hash(token) + "'");
    }

    private void endGrant(RefreshToken token, String secondsFromNow) {
      database.execute(
          "UPDATE authorization_grant SET refresh_until = clock_timestamp() + CAST("
              + secondsFromNow
              + " AS INTEGER) * INTERVAL '1' SECOND WHERE id = (SELECT grant_id FROM refresh_token"
              + " WHERE token_hash = '"
              + hash(token)
              + "')");
    }

    private long secondsLeft(RefreshToken token) {
      return Duration.between(
              Instant.now(),
              database.instant(
                  "SELECT expires_at FROM refresh_token WHERE token_hash = '" + hash(token) + "'"))
          .toSeconds();
    }

    private static String hash(RefreshToken token) {
      return Sha256.of(token.getValue());
    }
  }
}
