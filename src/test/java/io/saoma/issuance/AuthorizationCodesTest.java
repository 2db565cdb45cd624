package io.saoma.issuance;

import static io.saoma.client.TestClients.POST;
import static io.saoma.client.TestClients.SPA;
import static io.saoma.client.TestClients.WEB;
import static io.saoma.client.TestClients.redirectUri;
import static io.saoma.issuance.TestProvider.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.saoma.client.Client;
import io.saoma.jpa.Race;
import io.saoma.jpa.TestDatabase;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.OAuthException;
import io.saoma.oauth.Sha256;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class AuthorizationCodesTest {
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
    void aCodeStandsForWhatWasGranted() {
      var session = provider.signIn("granter");

      var code = provider.codes.issue(provider.authorization(WEB, session, "openid"));
      var grant = provider.redeem(code, WEB).grant();

      assertThat(grant.client()).isEqualTo(WEB.id());
      assertThat(grant.subject())
          .isEqualTo(provider.accounts.subject(session.account(), "operator"));
      assertThat(grant.scope()).isEqualTo(new Scope("openid"));
      assertThat(grant.nonce()).isEqualTo(new Nonce("n-0S6_WzA2Mj"));
      assertThat(grant.signIn()).isEqualTo(SignIn.of(session));
    }

    @Test
    void o06_aCodeIsTakenOnce() {
      var code = provider.code(WEB, "openid");
      var redeemed = provider.redeem(code, WEB);

      assertRefused(code, WEB, redirectUri(WEB), VERIFIER);

      assertThat(provider.grants.find(redeemed.grant().id())).isEmpty();
      assertThatThrownBy(
              () ->
                  provider.refreshTokens.refresh(redeemed.refreshToken().orElseThrow(), WEB, null))
          .isInstanceOfSatisfying(OAuthException.class, this::isInvalidGrant);
      assertRefused(code, WEB, redirectUri(WEB), VERIFIER);
      assertThat(events(redeemed.grant())).isEqualTo("code_reused");
    }

    /** What the audit rows say of the grant's person: a person of a test has one grant. */
    private String events(Grant grant) {
      return database.text(
          "SELECT CASE COUNT(*) WHEN 1 THEN MIN(event) ELSE 'not one' END FROM audit_event WHERE event <> 'account_created' AND client_id = '"
              + grant.client().getValue()
              + "' AND account_id = '"
              + grant.signIn().account().value()
              + "'");
    }

    @Test
    void o08_aCodeThatCameFromTheWrongPlaceIsRecorded() {
      var session = provider.signIn("misused");
      var code = provider.codes.issue(provider.authorization(WEB, session, "openid"));
      assertRefused(code, POST, redirectUri(WEB), VERIFIER);
      assertRefused(code, WEB, redirectUri(WEB), VERIFIER);

      assertThat(
              database.text(
                  "SELECT CASE COUNT(*) WHEN 1 THEN MIN(event) ELSE 'not one' END FROM audit_event WHERE client_id = 'web' AND account_id = '"
                      + session.account().value()
                      + "'"))
          .isEqualTo("code_misused");
    }

    @Test
    void o07_aCodeLives60SecondsByTheDatabasesClock() {
      var early = provider.code(WEB, "openid");
      var late = provider.code(WEB, "openid");
      age(early, 58);
      age(late, 61);

      assertThat(provider.redeem(early, WEB).grant()).isNotNull();
      assertRefused(late, WEB, redirectUri(WEB), VERIFIER);
    }

    @Test
    void o08_aCodeOfAnotherClientIsRefusedAndBurned() {
      var code = provider.code(WEB, "openid");

      // Everything else is right: whoever stole the code knows where it was sent.
      assertRefused(code, POST, redirectUri(WEB), VERIFIER);
      assertRefused(code, WEB, redirectUri(WEB), VERIFIER);
    }

    @Test
    void o08_aCodeForAnotherRedirectUriIsRefusedAndBurned() {
      var code = provider.code(WEB, "openid");

      assertRefused(code, WEB, redirectUri(WEB) + "/", VERIFIER);
      assertRefused(code, WEB, redirectUri(WEB), VERIFIER);
    }

    @Test
    void o10_aChallengeNeedsItsVerifier() {
      assertRefused(provider.code(WEB, "openid"), WEB, redirectUri(WEB), null);
      assertRefused(provider.code(WEB, "openid"), WEB, redirectUri(WEB), new CodeVerifier());
      assertThat(provider.redeem(provider.code(WEB, "openid"), WEB)).isNotNull();
    }

    @Test
    void o10_aVerifierNeedsAChallenge() {
      assertRefused(withoutChallenge(), WEB, redirectUri(WEB), VERIFIER);
      assertThat(provider.codes.redeem(withoutChallenge(), WEB, redirectUri(WEB), null))
          .isNotNull();
    }

    @Test
    void o10_aWrongVerifierBurnsTheCode() {
      var code = provider.code(WEB, "openid");

      assertRefused(code, WEB, redirectUri(WEB), new CodeVerifier());
      assertRefused(code, WEB, redirectUri(WEB), VERIFIER);
    }

    @Test
    void o09_noCodeIsIssuedToAPublicClientWithoutAChallenge() {
      var session = provider.signIn("spa-user");

      assertThatThrownBy(() -> provider.authorization(SPA, session, "openid", null))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void o09_aClientThatMustSendAChallengeByNowRedeemsNoCodeWithoutOne() {
      var permissions = WEB.permissions();
      var strict =
          new Client(
              WEB.id(),
              WEB.owner(),
              WEB.sector(),
              WEB.credential(),
              WEB.redirectUris(),
              new Client.Permissions(
                  permissions.grantTypes(),
                  permissions.scope(),
                  permissions.idTokenAlgorithm(),
                  true),
              WEB.scan(),
              WEB.presentation());
      assertRefused(withoutChallenge(), strict, redirectUri(WEB), null);
    }

    @Test
    void o58_aDisabledAccountsCodeIsRefused() {
      var session = provider.signIn("disabled");
      var code = provider.codes.issue(provider.authorization(WEB, session, "openid"));
      database.execute(
          "UPDATE account SET enabled = FALSE WHERE id = '" + session.account().value() + "'");

      assertRefused(code, WEB, redirectUri(WEB), VERIFIER);
    }

    @Test
    void theCodeOfASessionThatEndedIsRefused() {
      var session = provider.signIn("gone");
      var code = provider.codes.issue(provider.authorization(WEB, session, "openid"));
      provider.sessions.end(session);

      assertRefused(code, WEB, redirectUri(WEB), VERIFIER);
    }

    @Test
    void b06_theCodeOfAnAppThatServesTheSiteNoMoreIsRefused() {
      var code = provider.code(WEB, "openid offline_access");
      provider.connectors.remove("mp");
      try {
        assertRefused(code, WEB, redirectUri(WEB), VERIFIER);
      } finally {
        provider.connectors.add("mp");
      }
    }

    /** What was spent since the backup would be good once more. */
    @Test
    void aCodeFromBeforeARestoreIsRefused() {
      var code = provider.code(WEB, "openid");
      database.execute("UPDATE restore_epoch SET epoch = epoch + 1");

      assertRefused(code, WEB, redirectUri(WEB), VERIFIER);
      assertThat(provider.redeem(provider.code(WEB, "openid"), WEB).grant()).isNotNull();
    }

    @Test
    void anInteractionHasOneCode() {
      var interaction = new InteractionId("AAAAAAAAAAAAAAAAAAAAAA");
      var one = provider.authorization(WEB, provider.signIn("one"), "openid");
      var authorization =
          new Authorization(
              WEB,
              one.redirectUri(),
              one.scope(),
              null,
              one.codeChallenge(),
              one.session(),
              interaction);
      provider.codes.issue(authorization);

      assertThatThrownBy(() -> provider.codes.issue(authorization))
          .isInstanceOf(RuntimeException.class);
    }

    @Test
    void anUnknownCodeIsRefused() {
      assertRefused(new AuthorizationCode("unknown"), WEB, redirectUri(WEB), VERIFIER);
    }

    @Test
    void a07_theDatabaseHoldsNoCode() {
      var code = provider.code(WEB, "openid");

      assertThat(database.dump()).doesNotContain(code.getValue()).contains(hash(code));
    }

    @Test
    void r01_of24ContendersOnThreeNodesOneGetsTheCode() {
      var nodes = List.of(provider, anotherNode(), anotherNode());

      var rounds =
          Race.run(
              60,
              round -> provider.code(WEB, "openid"),
              (code, contender) -> nodes.get(contender % nodes.size()).redeem(code, WEB));

      assertThat(rounds)
          .allSatisfy(
              round ->
                  assertThat(round)
                      .filteredOn(Race.Won.class::isInstance)
                      .as("%s", round)
                      .hasSize(1));
      assertThat(rounds)
          .allSatisfy(
              round ->
                  assertThat(round)
                      .filteredOn(Race.Failed.class::isInstance)
                      .allSatisfy(
                          failed ->
                              assertThat(((Race.Failed<?>) failed).thrown())
                                  .hasCauseInstanceOf(OAuthException.class)));
    }

    private TestProvider anotherNode() {
      return new TestProvider(database.node(), InstantSource.system());
    }

    private AuthorizationCode withoutChallenge() {
      return provider.codes.issue(
          provider.authorization(WEB, provider.signIn("plain"), "openid", null));
    }

    private void age(AuthorizationCode code, int seconds) {
      database.execute(
          "UPDATE authorization_code SET expires_at = expires_at - INTERVAL '"
              + seconds
              + "' SECOND WHERE code_hash = '"
              + hash(code)
              + "'");
    }

    private static String hash(AuthorizationCode code) {
      return Sha256.of(code.getValue());
    }

    private void assertRefused(
        AuthorizationCode code,
        Client client,
        String redirectUri,
        @Nullable CodeVerifier verifier) {
      assertThatThrownBy(() -> provider.codes.redeem(code, client, redirectUri, verifier))
          .isInstanceOfSatisfying(OAuthException.class, this::isInvalidGrant);
    }

    private void isInvalidGrant(OAuthException refusal) {
      assertThat(refusal.error()).isEqualTo(OAuth2Error.INVALID_GRANT);
    }
  }
}
