package io.saoma.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import io.saoma.oauth.OAuthException;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  @Test
  void aFormIsRead() {
    var parameters = Parameters.parse("a=1&b=x+y%2Bz&c=%E6%89%AB%e7%a0%81&d=a=b");

    assertThat(parameters.get("a")).contains("1");
    assertThat(parameters.get("b")).contains("x y+z");
    assertThat(parameters.get("c")).contains("扫码");
    assertThat(parameters.get("d")).contains("a=b");
    assertThat(parameters.asMap()).containsEntry("a", List.of("1")).hasSize(4);
  }

  @Test
  void anEmptyValueCountsAsOmittedButIsSeen() {
    var parameters = Parameters.parse("a=&b");

    assertThat(parameters.get("a")).isEmpty();
    assertThat(parameters.get("b")).isEmpty();
    assertThat(parameters.has("a")).isTrue();
    assertThat(parameters.has("b")).isTrue();
    assertThat(parameters.asMap()).isEmpty();
    assertThat(parameters.isEmpty()).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "&", "&&"})
  void nothingIsNothing(@Nullable String encoded) {
    assertThat(Parameters.parse(encoded).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=1&a=1",
        "a=1&a=",
        "a&a",
        "a=1&%61=2",
        "a=%",
        "a=%4",
        "a=%g1",
        "a=%1g",
        "a=%-1",
        "a=%+1",
        "a=%00",
        "a%00=1",
        "a=%ff",
        "a=%c0%80",
        "a=%ed%a0%80",
        "a=ä",
        "a= ",
        "a=\n",
        "a=\u0000",
        "%=1",
        "a=%\uff11\uff11"
      })
  void whatHasTwoReadingsIsRefused(String encoded) {
    assertRefused(() -> Parameters.parse(encoded));
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    assertRefused(
        () -> Parameters.read(new ByteArrayInputStream(new byte[] {'a', '=', (byte) 0xff})));
  }

  @Test
  void h16_aLongBodyIsRefused() {
    var body = ("a=" + "x".repeat(70_000)).getBytes(US_ASCII);

    assertThatThrownBy(() -> Parameters.read(new ByteArrayInputStream(body)))
        .isInstanceOfSatisfying(
            Trouble.class, trouble -> assertThat(trouble.status()).isEqualTo(413));
  }

  @Test
  void tooManyParametersAreRefused() {
    var form =
        IntStream.range(0, 200).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));

    assertRefused(() -> Parameters.parse(form));
  }

  @ParameterizedTest
  @ValueSource(ints = {384, 4096})
  void o41_longAndOddValuesComeBackWhole(int length) {
    var value = "😀&=+%/ ".repeat(length / 8);

    var parsed = Parameters.parse("state=" + URLEncoder.encode(value, StandardCharsets.UTF_8));

    assertThat(parsed.get("state")).contains(value);
  }

  private static void assertRefused(Runnable parsing) {
    assertThatThrownBy(parsing::run)
        .isInstanceOfSatisfying(
            OAuthException.class,
            refusal -> assertThat(refusal.error()).isEqualTo(OAuth2Error.INVALID_REQUEST));
  }
}
