package io.saoma.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final int MANY = 100_000;
  private static final int ALPHABET = 64;

  private final Secrets secrets = new Secrets();

  @Test
  void q04_tokensAre256EvenlySpreadBits() {
    var tokens = Stream.generate(secrets::token).limit(MANY).toList();

    assertThat(tokens).doesNotHaveDuplicates().allMatch(token -> token.matches("[\\w-]{43}"));
    assertSpread(tokens, 42, ALPHABET);
    // The last character holds what is left of 256 bits: four of them.
    assertSpread(tokens, 42, 43, 16);
  }

  @Test
  void q04_idsAre128EvenlySpreadBits() {
    var ids = Stream.generate(secrets::id).limit(MANY).toList();

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[\\w-]{22}"));
    assertSpread(ids, 21, ALPHABET);
    assertSpread(ids, 21, 22, 4);
  }

  @Test
  void anIdIsTheNameOfAnInteraction() {
    var id = secrets.id();

    assertThat(InteractionId.parse(id)).contains(new InteractionId(id));
  }

  @Test
  void bytesAreAsManyAsAskedAndNeverTheSame() {
    assertThat(secrets.bytes(32)).hasSize(32).isNotEqualTo(secrets.bytes(32));
    assertThat(secrets.bytes(0)).isEmpty();
  }

  private static void assertSpread(List<String> texts, int positions, int characters) {
    assertSpread(texts, 0, positions, characters);
  }

  private static void assertSpread(List<String> texts, int from, int to, int characters) {
    for (int position = from; position < to; position++) {
      assertThat(ChiSquare.sigmas(texts, position, characters))
          .as("position %d", position)
          .isBetween(-5.0, 5.0);
    }
  }
}
