package io.saoma.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.oauth.ChiSquare;
import io.saoma.oauth.Secrets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedCodeTest {
  private final Secrets secrets = new Secrets();

  @Test
  void codesAreEightEvenlySpreadConsonants() {
    var codes = Stream.generate(() -> TypedCode.of(secrets.bytes(16))).limit(100_000).toList();

    assertThat(codes).allMatch(code -> code.matches("[BCDFGHJKLMNPQRSTVWXZ]{8}"));
    for (int position = 0; position < 8; position++) {
      assertThat(ChiSquare.sigmas(codes, position, 20))
          .as("position %d", position)
          .isBetween(-5.0, 5.0);
    }
  }

  @Test
  void aSeedAlwaysStandsForTheSameCode() {
    var seed = secrets.bytes(32);

    assertThat(TypedCode.of(seed)).isEqualTo(TypedCode.of(seed.clone()));
    assertThat(TypedCode.of(new byte[16])).isEqualTo("BBBBBBBB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BCDFGHJK",
        "BCDF-GHJK",
        "bcdf-ghjk",
        " bcdf ghjk ",
        "B C D F G H J K",
        "bcdf--ghjk\n"
      })
  void whatPeopleAddIsTakenAway(String typed) {
    assertThat(TypedCode.parse(typed)).contains("BCDFGHJK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "BCDFGHJ",
        "BCDFGHJKL",
        "BCDFGHJA",
        "BCDFGHJ0",
        "BCDF_GHJK",
        "BCDFGHJ码",
        "B                                C"
      })
  void anythingElseIsNoCode(String typed) {
    assertThat(TypedCode.parse(typed)).isEmpty();
  }

  @Test
  void aLongTextIsNotEvenLookedAt() {
    assertThat(TypedCode.parse("BCDFGHJK" + " ".repeat(24))).isPresent();
    assertThat(TypedCode.parse("BCDFGHJK" + " ".repeat(25))).isEmpty();
  }

  @Test
  void thePageShowsWhatCanBeTypedAgain() {
    assertThat(TypedCode.grouped("BCDFGHJK")).isEqualTo("BCDF-GHJK");
    assertThat(TypedCode.parse(TypedCode.grouped("BCDFGHJK"))).contains("BCDFGHJK");
  }
}
