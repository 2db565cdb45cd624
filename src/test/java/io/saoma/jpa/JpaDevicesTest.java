package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.saoma.account.AccountId;
import io.saoma.connector.UpstreamIdentity;
import io.saoma.connector.UpstreamSubject;
import io.saoma.oauth.Secrets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JpaDevicesTest {
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
    private static final Duration LIFETIME = Duration.ofDays(180);

    private final JpaDevices devices;
    private final JpaDevices otherNode;
    private final JpaAccounts accounts;

    Contract(Supplier<TestDatabase> rows) {
      super(rows);
      this.devices = new JpaDevices(database);
      this.otherNode = new JpaDevices(this.rows.node());
      this.accounts = new JpaAccounts(database, new JpaAudit(database), new Secrets());
    }

    @Test
    void aBoundBrowserIsKnownToItsAccountOnly() {
      var device = given.hash();
      var account = given.account();

      devices.bind(device, account);

      assertThat(otherNode.isKnown(device, account)).isTrue();
      assertThat(devices.isKnown(device, given.account())).isFalse();
      assertThat(devices.isKnown(given.hash(), account)).isFalse();
    }

    @Test
    void aFamilySharesABrowser() {
      var device = given.hash();
      var first = given.account();
      var second = given.account();

      devices.bind(device, first);
      devices.bind(device, second);

      assertThat(devices.isKnown(device, first)).isTrue();
      assertThat(devices.isKnown(device, second)).isTrue();
    }

    @Test
    void everyNameOfThePersonKnowsTheBrowser() {
      var exact = subject("wechat:openid:wx1111111111111111");
      var shared = subject("wechat:unionid:open-1");
      var device = given.hash();
      devices.bind(device, accounts.resolve(new UpstreamIdentity(exact, Optional.of(shared))));

      assertThat(devices.isKnown(device, exact)).isTrue();
      assertThat(devices.isKnown(device, shared)).isTrue();
      assertThat(devices.isKnown(given.hash(), exact)).isFalse();
      // The same characters under another app are another person.
      assertThat(
              devices.isKnown(
                  device, new UpstreamSubject("wechat:openid:wx2222222222222222", exact.value())))
          .isFalse();
    }

    @Test
    void aBrowserIsForgottenAfterHalfAYear() {
      var device = given.hash();
      var exact = subject("wechat:openid:wx1111111111111111");
      var account = accounts.resolve(new UpstreamIdentity(exact, Optional.empty()));
      devices.bind(device, account);
      assertThat(remaining(device)).isBetween(LIFETIME.minusMinutes(1), LIFETIME);

      given.shift("device", "expires_at", "device_hash", device, Duration.ofSeconds(20));
      assertThat(devices.isKnown(device, account)).isTrue();
      given.shift("device", "expires_at", "device_hash", device, Duration.ofSeconds(-1));

      assertThat(devices.isKnown(device, account)).isFalse();
      assertThat(devices.isKnown(device, exact)).isFalse();
    }

    @Test
    void everySignInRenewsIt() {
      var device = given.hash();
      var account = given.account();
      devices.bind(device, account);
      given.shift("device", "expires_at", "device_hash", device, Duration.ofSeconds(-1));

      devices.bind(device, account);

      assertThat(devices.isKnown(device, account)).isTrue();
      assertThat(remaining(device)).isBetween(LIFETIME.minusMinutes(1), LIFETIME);
    }

    @Test
    void nobodyCanBeBound() {
      assertThatException().isThrownBy(() -> devices.bind(given.hash(), new AccountId(given.id())));
    }

    @Test
    void manySignInsAtOnceBindOnce() {
      var account = given.account();

      var results =
          Race.run(
              20,
              round -> given.hash(),
              (device, contender) -> {
                (contender % 2 == 0 ? devices : otherNode).bind(device, account);
                return device;
              });

      assertThat(results)
          .allSatisfy(
              round -> {
                assertThat(round).allMatch(outcome -> outcome instanceof Race.Won<String>);
                var device = ((Race.Won<String>) round.get(0)).value();
                assertThat(devices.isKnown(device, account)).isTrue();
              });
    }

    private UpstreamSubject subject(String namespace) {
      return new UpstreamSubject(namespace, "o" + given.token());
    }

    private Duration remaining(String device) {
      var expiresAt =
          database.values("SELECT expires_at FROM device WHERE device_hash = ?1", device).get(0);
      return Duration.between(database.now(), Database.instant(expiresAt));
    }
  }
}
