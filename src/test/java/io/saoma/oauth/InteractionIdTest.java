package io.saoma.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"AbcdefghijklmnopqrstuA", "0123456789-_ABCDEFGHIw"})
  void twentyTwoBase64UrlCharactersAreAnId(String text) {
    assertThat(InteractionId.parse(text)).contains(new InteractionId(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AbcdefghijklmnopqrstuAB",
        "Abcdefghijklmnopqrstu",
        "AbcdefghijklmnopqrstuA\n",
        "Abcdefghij/lmnopqrstuA",
        "Abcdefghij%2mnopqrstuA",
        "扫bcdefghijklmnopqrstuA"
      })
  void anythingElseIsNone(String text) {
    assertThat(InteractionId.parse(text)).isEmpty();
  }
}
