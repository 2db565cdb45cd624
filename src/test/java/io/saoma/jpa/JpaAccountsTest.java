package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.account.AccountId;
import io.saoma.connector.UpstreamIdentity;
import io.saoma.connector.UpstreamSubject;
import io.saoma.oauth.Secrets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JpaAccountsTest {
  @Nested
  class OnPostgreSql extends Contract {
    OnPostgreSql() {
      super(TestDatabase::postgreSql, 60);
    }
  }

  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(TestDatabase::h2, 30);
    }
  }

  abstract static class Contract extends StoreContract {
    private static final String SHOP = "wechat:openid:wx1111111111111111";
    private static final String BANK = "wechat:openid:wx2222222222222222";
    private static final String FAMILY = "wechat:unionid:open-1";
    private static final String OTHER_FAMILY = "wechat:unionid:open-2";

    private final JpaAccounts accounts;
    private final JpaAccounts otherNode;
    private final int rounds;

    Contract(Supplier<TestDatabase> rows, int rounds) {
      super(rows);
      this.rounds = rounds;
      this.accounts = accounts(database);
      this.otherNode = accounts(this.rows.node());
    }

    @Test
    void aNewPersonGetsAnAccount() {
      var person = person(SHOP);

      var account = accounts.resolve(identity(person));

      assertThat(accounts.isEnabled(account)).isTrue();
      assertThat(account.value()).matches("[\\w-]{22}").isNotEqualTo(person.value());
      assertThat(events(account)).containsExactly("account_created");
    }

    @Test
    void theSamePersonHasTheSameAccountOnEveryNode() {
      var person = person(SHOP);
      var account = accounts.resolve(identity(person));

      assertThat(otherNode.resolve(identity(person))).isEqualTo(account);
      assertThat(accounts.resolve(identity(person))).isEqualTo(account);
      assertThat(events(account)).containsExactly("account_created");
    }

    /** The same characters under two apps are two people. */
    @Test
    void W08_anOpenidCountsUnderItsAppOnly() {
      var shop = person(SHOP);
      var bank = new UpstreamSubject(BANK, shop.value());

      assertThat(accounts.resolve(identity(bank))).isNotEqualTo(accounts.resolve(identity(shop)));
    }

    /** And under two open-platform accounts. */
    @Test
    void W08_aUnionidCountsInItsFamilyOnly() {
      var shared = person(FAMILY);
      var elsewhere = new UpstreamSubject(OTHER_FAMILY, shared.value());

      assertThat(accounts.resolve(identity(person(BANK), elsewhere)))
          .isNotEqualTo(accounts.resolve(identity(person(SHOP), shared)));
    }

    /** An openid that happens to spell a unionid is not one. */
    @Test
    void W08_anOpenidIsNeverTakenForAUnionid() {
      var shared = person(FAMILY);
      var account = accounts.resolve(identity(person(SHOP), shared));

      assertThat(accounts.resolve(identity(new UpstreamSubject(BANK, shared.value()))))
          .isNotEqualTo(account);
    }

    @Test
    void subjectsAreComparedToTheLetter() {
      var person = new UpstreamSubject(SHOP, "oAbC" + given.id());
      var shouted = new UpstreamSubject(SHOP, person.value().toUpperCase(Locale.ROOT));
      var padded = new UpstreamSubject(SHOP, person.value() + " ");
      var account = accounts.resolve(identity(person));

      assertThat(accounts.resolve(identity(shouted))).isNotEqualTo(account);
      assertThat(accounts.resolve(identity(padded))).isNotEqualTo(account);
    }

    /** W06: two people of one family are two, whoever has whose number. */
    @Test
    void twoUnionidsAreTwoPeople() {
      assertThat(accounts.resolve(identity(person(SHOP), person(FAMILY))))
          .isNotEqualTo(accounts.resolve(identity(person(SHOP), person(FAMILY))));
    }

    @Test
    void aUnionidJoinsTwoAppsOfAFamily() {
      var shared = person(FAMILY);
      var bank = person(BANK);
      var account = accounts.resolve(identity(person(SHOP), shared));

      assertThat(otherNode.resolve(identity(bank, shared))).isEqualTo(account);

      // From now on the openid alone is enough.
      assertThat(accounts.resolve(identity(bank))).isEqualTo(account);
      assertThat(events(account)).containsExactly("account_created");
    }

    @Test
    void aUnionidThatAppearsLaterIsAdded() {
      var shop = person(SHOP);
      var shared = person(FAMILY);
      var account = accounts.resolve(identity(shop));

      assertThat(accounts.resolve(identity(shop, shared))).isEqualTo(account);

      assertThat(accounts.resolve(identity(person(BANK), shared))).isEqualTo(account);
      assertThat(events(account)).containsExactly("account_created");
    }

    @Test
    void aUnionidOfEachFamilyIsKept() {
      var shop = person(SHOP);
      var account = accounts.resolve(identity(shop, person(FAMILY)));
      var elsewhere = person(OTHER_FAMILY);

      assertThat(accounts.resolve(identity(shop, elsewhere))).isEqualTo(account);

      assertThat(accounts.resolve(identity(person(BANK), elsewhere))).isEqualTo(account);
      assertThat(events(account)).containsExactly("account_created");
    }

    /** The exact subject signs in to its own account; nothing is merged behind a person's back. */
    @Test
    void aUnionidOfAnotherAccountIsAConflict() {
      var shop = person(SHOP);
      var bank = person(BANK);
      var shared = person(FAMILY);
      var mine = accounts.resolve(identity(shop));
      var other = accounts.resolve(identity(bank, shared));

      assertThat(accounts.resolve(identity(shop, shared))).isEqualTo(mine);

      assertThat(accounts.resolve(identity(bank, shared))).isEqualTo(other);
      assertThat(holder(shared)).isEqualTo(other);
      assertThat(events(mine)).containsExactly("account_created", "account_conflict");
      assertThat(events(other)).containsExactly("account_created");
    }

    @Test
    void anotherUnionidOfAKnownOpenidIsAnAlarmAndNoUpdate() {
      var shop = person(SHOP);
      var first = person(FAMILY);
      var second = person(FAMILY);
      var account = accounts.resolve(identity(shop, first));

      assertThat(accounts.resolve(identity(shop, second))).isEqualTo(account);

      assertThat(holder(first)).isEqualTo(account);
      assertThat(subjects(account)).containsExactlyInAnyOrder(shop.value(), first.value());
      assertThat(events(account)).containsExactly("account_created", "account_subject_changed");
      assertThat(accounts.resolve(identity(person(BANK), second))).isNotEqualTo(account);
    }

    /** Even where it belongs to somebody: two accounts must not be joined by a false name. */
    @Test
    void anotherPersonsUnionidIsAnAlarmToo() {
      var shop = person(SHOP);
      var account = accounts.resolve(identity(shop, person(FAMILY)));
      var others = person(FAMILY);
      var other = accounts.resolve(identity(person(BANK), others));

      assertThat(accounts.resolve(identity(shop, others))).isEqualTo(account);

      assertThat(holder(others)).isEqualTo(other);
      assertThat(events(account)).containsExactly("account_created", "account_subject_changed");
    }

    @Test
    void theTrailNamesNoUpstreamSubject() {
      var shop = person(SHOP);
      var shared = person(FAMILY);
      var account = accounts.resolve(identity(shop));
      accounts.resolve(identity(person(BANK), shared));
      accounts.resolve(identity(shop, shared));

      var trail =
          database.rows("SELECT * FROM audit_event WHERE account_id = ?1", account.value()).stream()
              .map(Arrays::toString)
              .toList();

      assertThat(trail)
          .hasSize(2)
          .noneMatch(row -> row.contains(shop.value()) || row.contains(shared.value()));
    }

    @Test
    void aDisabledAccountIsStillTheSamePersons() {
      var shop = person(SHOP);
      var account = accounts.resolve(identity(shop));

      given.disabled(account);

      assertThat(accounts.isEnabled(account)).isFalse();
      assertThat(accounts.resolve(identity(shop))).isEqualTo(account);
    }

    @Test
    void nobodyIsNotEnabled() {
      assertThat(accounts.isEnabled(new AccountId(given.id()))).isFalse();
    }

    @Test
    void aSectorKnowsAnAccountByOneRandomSub() {
      var shop = person(SHOP);
      var account = accounts.resolve(identity(shop));

      var sub = accounts.subject(account, "rp.test");

      assertThat(sub.getValue()).matches("[\\w-]{43}").doesNotContain(account.value());
      assertThat(otherNode.subject(account, "rp.test")).isEqualTo(sub);
      assertThat(accounts.subject(account, "other.test")).isNotEqualTo(sub);
      assertThat(accounts.subject(given.account(), "rp.test")).isNotEqualTo(sub);
    }

    @Test
    void manyAtOnceAreOnePerson() {
      assertOneAccount((person, contender) -> identity(person.shop()));
    }

    @Test
    void manyAtOnceWithAUnionidAreOnePerson() {
      assertOneAccount((person, contender) -> identity(person.shop(), person.shared()));
    }

    /** A first sign-in in two apps of one family at the same moment. */
    @Test
    void twoAppsAtOnceAreOnePerson() {
      assertOneAccount(
          (person, contender) ->
              identity(contender % 2 == 0 ? person.shop() : person.bank(), person.shared()));
    }

    /** Some answers of the upstream name the unionid and some do not. */
    @Test
    void withAndWithoutAUnionidAtOnceIsOnePerson() {
      assertOneAccount(
          (person, contender) ->
              contender % 2 == 0
                  ? identity(person.shop())
                  : identity(person.shop(), person.shared()));
    }

    @Test
    void aSubIsMadeOnce() {
      var results =
          Race.run(
              rounds,
              round -> given.account(),
              (account, contender) -> node(contender).subject(account, "rp.test"));

      assertThat(results)
          .hasSize(rounds)
          .allSatisfy(
              round -> assertThat(round).allMatch(outcome -> outcome instanceof Race.Won<?>));
      assertThat(results).allSatisfy(round -> assertThat(round.stream().distinct()).hasSize(1));
    }

    private void assertOneAccount(BiFunction<Person, Integer, UpstreamIdentity> brings) {
      var results =
          Race.run(
              rounds,
              round -> new Person(person(SHOP), person(BANK), person(FAMILY)),
              (person, contender) -> node(contender).resolve(brings.apply(person, contender)));

      assertThat(results).hasSize(rounds);
      for (var round : results) {
        assertThat(round).hasSize(Race.THREADS);
        assertThat(round.stream().distinct()).hasSize(1);
        assertThat(round.get(0)).isInstanceOf(Race.Won.class);
        var account = ((Race.Won<AccountId>) round.get(0)).value();
        assertThat(events(account)).containsExactly("account_created");
      }
      // Whoever came second left nothing behind, neither a row nor a line in the trail.
      assertThat(
              database.values(
                  """
                  SELECT a.id FROM account a WHERE NOT EXISTS
                    (SELECT 1 FROM account_subject s WHERE s.account_id = a.id)
                    AND EXISTS (SELECT 1 FROM audit_event e WHERE e.account_id = a.id)
                  """))
          .isEmpty();
      assertThat(
              database.values(
                  """
                  SELECT e.account_id FROM audit_event e WHERE e.account_id IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = e.account_id)
                  """))
          .isEmpty();
    }

    /** What the upstream may say of one person. */
    private record Person(UpstreamSubject shop, UpstreamSubject bank, UpstreamSubject shared) {}

    private JpaAccounts node(int contender) {
      return contender % 2 == 0 ? accounts : otherNode;
    }

    private static JpaAccounts accounts(Database node) {
      return new JpaAccounts(node, new JpaAudit(node), new Secrets());
    }

    private UpstreamSubject person(String namespace) {
      return new UpstreamSubject(namespace, "o" + given.token());
    }

    private static UpstreamIdentity identity(UpstreamSubject exact) {
      return new UpstreamIdentity(exact, Optional.empty());
    }

    private static UpstreamIdentity identity(UpstreamSubject exact, UpstreamSubject shared) {
      return new UpstreamIdentity(exact, Optional.of(shared));
    }

    private AccountId holder(UpstreamSubject subject) {
      var ids =
          database.values(
              "SELECT account_id FROM account_subject WHERE namespace = ?1 AND subject = ?2",
              subject.namespace(),
              subject.value());
      assertThat(ids).hasSize(1);
      return new AccountId((String) ids.get(0));
    }

    private List<String> subjects(AccountId account) {
      return database
          .values("SELECT subject FROM account_subject WHERE account_id = ?1", account.value())
          .stream()
          .map(String.class::cast)
          .toList();
    }

    private List<String> events(AccountId account) {
      return database
          .values(
              "SELECT event FROM audit_event WHERE account_id = ?1 ORDER BY id", account.value())
          .stream()
          .map(String.class::cast)
          .toList();
    }
  }
}
