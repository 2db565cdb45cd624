package io.saoma.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import io.saoma.jpa.JpaSigningKeys;
import io.saoma.jpa.Race;
import io.saoma.jpa.TestDatabase;
import io.saoma.oauth.Sealer;
import io.saoma.oauth.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
  private static final Sealer SEALER = new Sealer(new byte[32], new Secrets());
  private static final JWTClaimsSet CLAIMS = new JWTClaimsSet.Builder().subject("s").build();

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

  abstract static class Contract {
    private final TestDatabase database;
    private final JpaSigningKeys store;

    Contract(Supplier<TestDatabase> database) {
      this.database = database.get();
      this.store = new JpaSigningKeys(this.database.database());
    }

    @AfterEach
    void close() {
      database.close();
    }

    @Test
    void aSecondStartFindsTheKeysOfTheFirst() {
      var first = SigningKeys.load(store, SEALER);
      var second = SigningKeys.load(new JpaSigningKeys(database.node()), SEALER);

      assertThat(second.published()).isEqualTo(first.published());
      assertThat(first.published().getKeys()).hasSize(2);
    }

    @Test
    void aNodeThatWasOvertakenTakesTheOthersKeys() {
      var others = new ArrayList<SigningKeys>();
      var overtaken =
          new SigningKeyStore() {
            @Override
            public List<StoredKey> all() {
              return store.all();
            }

            @Override
            public boolean addFirst(StoredKey key) {
              if (others.isEmpty()) {
                others.add(SigningKeys.load(new JpaSigningKeys(database.node()), SEALER));
              }
              return store.addFirst(key);
            }
          };

      var keys = SigningKeys.load(overtaken, SEALER);

      assertThat(keys.published().getKeys()).hasSize(2);
      assertThat(keys.published()).isEqualTo(others.get(0).published());
    }

    @Test
    void of24NodesOneAddsTheFirstKey() {
      var nodes = List.of(store, new JpaSigningKeys(database.node()));

      var rounds =
          Race.run(
              20,
              round -> "A" + round,
              (algorithm, contender) ->
                  nodes
                      .get(contender % nodes.size())
                      .addFirst(
                          new StoredKey(
                              algorithm + contender, algorithm, "{}", new byte[] {1}, true)));

      assertThat(rounds)
          .allSatisfy(
              round ->
                  assertThat(round)
                      .allMatch(Race.Won.class::isInstance)
                      .filteredOn(new Race.Won<>(true)::equals)
                      .hasSize(1));
    }

    @Test
    void whatIsSignedVerifiesWithThePublishedKey() throws Exception {
      var keys = SigningKeys.load(store, SEALER);

      for (var algorithm : new JWSAlgorithm[] {JWSAlgorithm.RS256, JWSAlgorithm.ES256}) {
        var token = keys.sign(algorithm, JOSEObjectType.JWT, CLAIMS);
        var key = keys.published().getKeyByKeyId(token.getHeader().getKeyID());

        assertThat(token.getHeader().getAlgorithm()).isEqualTo(algorithm);
        assertThat(token.getHeader().getType()).isEqualTo(JOSEObjectType.JWT);
        assertThat(
                token.verify(
                    new DefaultJWSVerifierFactory()
                        .createJWSVerifier(token.getHeader(), ((AsymmetricJWK) key).toPublicKey())))
            .isTrue();
      }
    }

    @Test
    void aRetiredKeyStaysPublishedAndSignsNoMore() {
      var before = SigningKeys.load(store, SEALER).published();
      database.execute(
          "UPDATE signing_key SET signs_for = NULL, retired_at = clock_timestamp()"
              + " WHERE algorithm = 'ES256'");

      var after = SigningKeys.load(store, SEALER);

      assertThat(after.published().getKeys()).hasSize(3).containsAll(before.getKeys());
      assertThat(before.getKeyByKeyId(signedBy(after))).isNull();
    }

    @Test
    void a05_twoInstallationsHaveDifferentKeys() {
      try (var other = TestDatabase.h2()) {
        assertThat(
                SigningKeys.load(new JpaSigningKeys(other.database()), SEALER)
                    .published()
                    .getKeys())
            .doesNotContainAnyElementsOf(SigningKeys.load(store, SEALER).published().getKeys());
      }
    }

    @Test
    void a06_noPrivatePartIsReadableInTheDatabase() {
      var keys = SigningKeys.load(store, SEALER);

      assertThat(database.dump())
          .contains(keys.published().getKeys().get(0).getKeyID())
          .doesNotContain("\"d\"", "\"p\"", "\"qi\"");
    }

    @Test
    void a06_swappedCiphertextsDoNotOpen() {
      SigningKeys.load(store, SEALER);
      swap();

      assertThatThrownBy(() -> SigningKeys.load(store, SEALER))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("does not open");
    }

    @Test
    void a06_anotherSealingKeyOpensNothing() {
      SigningKeys.load(store, SEALER);
      var other = new byte[32];
      other[0] = 1;

      assertThatThrownBy(() -> SigningKeys.load(store, new Sealer(other, new Secrets())))
          .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theRsaKeyHas2048Bits() {
      assertThat(SigningKeys.load(store, SEALER).published().getKeys())
          .filteredOn(RSAKey.class::isInstance)
          .singleElement()
          .extracting(key -> key.size())
          .isEqualTo(2048);
    }

    private void swap() {
      var other =
          "(SELECT o.sealed_jwk FROM signing_key o WHERE o.algorithm <> signing_key.algorithm)";
      assertThat(database.execute("UPDATE signing_key SET sealed_jwk = " + other)).isEqualTo(2);
    }

    private static String signedBy(SigningKeys keys) {
      return keys.sign(JWSAlgorithm.ES256, JOSEObjectType.JWT, CLAIMS).getHeader().getKeyID();
    }
  }
}
