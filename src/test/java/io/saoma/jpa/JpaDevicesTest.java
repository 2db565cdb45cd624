package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.saoma.account.AccountId;
import java.time.Duration;
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

    Contract(Supplier<TestDatabase> rows) {
      super(rows);
      this.devices = new JpaDevices(database);
      this.otherNode = new JpaDevices(this.rows.node());
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

    /** A browser that gets another name is the same to everybody who used it, for as long. */
    @Test
    void aNewNameOfABrowserIsKnownToAllWhoUsedIt() {
      var before = given.hash();
      var first = given.account();
      var second = given.account();
      devices.bind(before, first);
      devices.bind(before, second);
      given.shift("device", "expires_at", "account_id", second.value(), Duration.ofSeconds(-1));
      var device = given.hash();

      devices.inherit(device, before);

      assertThat(otherNode.isKnown(device, first)).isTrue();
      assertThat(devices.isKnown(device, second)).isFalse();
      assertThat(devices.isKnown(device, given.account())).isFalse();
    }

    @Test
    void aNameThatNobodyHasIsInheritedByNobody() {
      var device = given.hash();

      devices.inherit(device, given.hash());

      assertThat(database.values("SELECT 1 FROM device WHERE device_hash = ?1", device)).isEmpty();
    }

    @Test
    void aBrowserIsForgottenAfterHalfAYear() {
      var device = given.hash();
      var account = given.account();
      devices.bind(device, account);
      assertThat(remaining(device)).isBetween(LIFETIME.minusMinutes(1), LIFETIME);

      given.shift("device", "expires_at", "device_hash", device, Duration.ofSeconds(20));
      assertThat(devices.isKnown(device, account)).isTrue();
      given.shift("device", "expires_at", "device_hash", device, Duration.ofSeconds(-1));

      assertThat(devices.isKnown(device, account)).isFalse();
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

    private Duration remaining(String device) {
      var expiresAt =
          database.values("SELECT expires_at FROM device WHERE device_hash = ?1", device).get(0);
      return Duration.between(database.now(), Database.instant(expiresAt));
    }
  }
}
