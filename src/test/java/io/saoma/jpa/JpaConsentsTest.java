package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.account.AccountId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JpaConsentsTest {
  private static final ClientID OTHER_CLIENT = new ClientID("bank");

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

  abstract static class Contract extends StoreContract {
    private final JpaConsents consents;
    private final JpaConsents otherNode;

    Contract(Supplier<TestDatabase> rows) {
      super(rows);
      this.consents = new JpaConsents(database, new JpaAudit(database));
      this.otherNode = new JpaConsents(this.rows.node(), new JpaAudit(this.rows.node()));
    }

    @Test
    void aConsentIsTheAccountsToTheClient() {
      var account = given.account();
      var before = database.now();

      consents.give(account, Given.CLIENT, new Scope("openid", "profile"));

      var consent = otherNode.find(account, Given.CLIENT).orElseThrow();
      assertThat(consent.scope().toStringList()).containsExactlyInAnyOrder("openid", "profile");
      assertThat(consent.givenAt()).isBetween(before.minusMillis(1), database.now().plusMillis(1));
      assertThat(consents.find(account, OTHER_CLIENT)).isEmpty();
      assertThat(consents.find(given.account(), Given.CLIENT)).isEmpty();
    }

    @Test
    void whatIsAllowedLaterComesBesideWhatWasAllowedBefore() {
      var account = given.account();
      consents.give(account, Given.CLIENT, new Scope("openid", "profile"));
      consents.give(account, OTHER_CLIENT, new Scope("openid", "email"));

      consents.give(account, Given.CLIENT, new Scope("openid", "phone"));

      assertThat(scope(account)).containsExactlyInAnyOrder("openid", "profile", "phone");
    }

    @Test
    void everyConsentIsDated() {
      var account = given.account();
      consents.give(account, Given.CLIENT, new Scope("openid"));
      given.shift("consent", "given_at", "account_id", account.value(), Duration.ofDays(-90));
      var old = consents.find(account, Given.CLIENT).orElseThrow().givenAt();

      consents.give(account, Given.CLIENT, new Scope("openid"));

      assertThat(consents.find(account, Given.CLIENT).orElseThrow().givenAt())
          .isAfter(old.plus(Duration.ofDays(89)));
    }

    @Test
    void theGivenScopeIsNotChanged() {
      var account = given.account();
      var asked = new Scope("openid");
      consents.give(account, Given.CLIENT, new Scope("profile"));

      consents.give(account, Given.CLIENT, asked);

      assertThat(asked.toStringList()).containsExactly("openid");
    }

    /** Two sign-ins of one person at once each ask for something else: both stay allowed. */
    @Test
    void nothingThatWasAllowedIsLost() {
      var all = IntStream.range(0, Race.THREADS).mapToObj(i -> "scope" + i).toList();

      var results =
          Race.run(
              20,
              round -> given.account(),
              (account, contender) -> {
                (contender % 2 == 0 ? consents : otherNode)
                    .give(account, Given.CLIENT, new Scope(all.get(contender)));
                return account;
              });

      for (var round : results) {
        assertThat(round).allMatch(outcome -> outcome instanceof Race.Won<AccountId>);
        var account = ((Race.Won<AccountId>) round.get(0)).value();
        assertThat(scope(account)).containsExactlyInAnyOrderElementsOf(all);
      }
    }

    /** Every sign-in gives it again; what is new to the site is what somebody looks for. */
    @Test
    void whatIsNewHasARow() {
      var account = given.account();
      consents.give(account, Given.CLIENT, new Scope("openid"));
      consents.give(account, Given.CLIENT, new Scope("openid"));
      assertThat(events(account)).isEqualTo(1);

      consents.give(account, Given.CLIENT, new Scope("openid", "phone"));
      assertThat(events(account)).isEqualTo(2);
    }

    private int events(AccountId account) {
      return database
          .values(
              "SELECT 1 FROM audit_event WHERE event = 'consent_given' AND client_id = ?1"
                  + " AND account_id = ?2",
              Given.CLIENT.getValue(),
              account.value())
          .size();
    }

    private List<String> scope(AccountId account) {
      var text = consents.find(account, Given.CLIENT).orElseThrow().scope().toString();
      return Arrays.asList(text.split(" "));
    }
  }
}
