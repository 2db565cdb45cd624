package io.saoma.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class SealerTest {
  private static final String PLACE = "signing_key.sealed_jwk.kid-1";
  private static final byte[] PLAIN = "the private key".getBytes(UTF_8);

  private final Secrets secrets = new Secrets();
  private final byte[] key = secrets.bytes(32);
  private final Sealer sealer = new Sealer(key, secrets);

  @Test
  void whatWasSealedOpensAtItsPlaceOnEveryNode() {
    assertThat(new Sealer(key, secrets).open(sealer.seal(PLAIN, PLACE), PLACE)).isEqualTo(PLAIN);
    assertThat(sealer.open(sealer.seal(new byte[0], PLACE), PLACE)).isEmpty();
  }

  @Test
  void swappedCiphertextsDoNotOpen() {
    var first = sealer.seal(PLAIN, "ticket_picture.sealed_image.1");
    var second = sealer.seal(PLAIN, "ticket_picture.sealed_image.2");

    assertRefused(second, "ticket_picture.sealed_image.1");
    assertRefused(first, "ticket_picture.sealed_image.2");
  }

  @Test
  void aChangeOfAnyBitIsSeen() {
    var sealed = sealer.seal(PLAIN, PLACE);

    for (int bit = 0; bit < sealed.length * 8; bit++) {
      var changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(changed, PLACE);
    }
  }

  @Test
  void aShortenedOrLengthenedValueDoesNotOpen() {
    var sealed = sealer.seal(PLAIN, PLACE);

    for (int length = 0; length < sealed.length; length++) {
      assertRefused(Arrays.copyOf(sealed, length), PLACE);
    }
    assertRefused(Arrays.copyOf(sealed, sealed.length + 1), PLACE);
  }

  @Test
  void anotherKeyDoesNotOpenIt() {
    var other = new Sealer(secrets.bytes(32), secrets);

    assertThatIllegalStateException()
        .isThrownBy(() -> other.open(sealer.seal(PLAIN, PLACE), PLACE));
  }

  @Test
  void equalValuesAreSealedDifferently() {
    var nonces = new HashSet<String>();
    for (int i = 0; i < 10_000; i++) {
      nonces.add(Arrays.toString(Arrays.copyOf(sealer.seal(PLAIN, PLACE), 12)));
    }

    // A nonce used twice under one key gives away both texts and the authentication key.
    assertThat(nonces).hasSize(10_000);
  }

  @Test
  void theSealedFormShowsNothing() {
    assertThat(new String(sealer.seal(PLAIN, PLACE), UTF_8)).doesNotContain("private");
  }

  @Test
  void aRefusalNamesThePlaceAndNoContent() {
    var elsewhere = sealer.seal(PLAIN, PLACE);

    assertThatIllegalStateException()
        .isThrownBy(() -> sealer.open(elsewhere, "somewhere"))
        .withMessageContaining("somewhere")
        .withMessageNotContaining("private");
  }

  @Test
  void aKeyOfAnotherLengthIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sealer(new byte[16], secrets));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sealer(new byte[33], secrets));
  }

  private void assertRefused(byte[] sealed, String place) {
    assertThatIllegalStateException().isThrownBy(() -> sealer.open(sealed, place));
  }
}
