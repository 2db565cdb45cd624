package io.saoma.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.client.Client;
import io.saoma.client.ClientCredential;
import io.saoma.client.Clients;
import io.saoma.client.RedirectUris;
import io.saoma.client.TestClients;
import io.saoma.issuance.TestProvider;
import io.saoma.jpa.TestDatabase;
import io.saoma.web.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a library or a later step would trip over are faults of their sender. */
final class RequestCheckTest {
  private static final String NATIVE_CALLBACK = "com.example.app:/callback";
  private static final Client NATIVE =
      new Client(
          new ClientID("native"),
          "shop",
          "shop",
          new ClientCredential(ClientAuthenticationMethod.NONE, null),
          new RedirectUris(List.of(NATIVE_CALLBACK), true),
          new Client.Permissions(
              Set.of(GrantType.AUTHORIZATION_CODE), new Scope("openid"), JWSAlgorithm.RS256, false),
          TestClients.WEB.scan(),
          TestClients.WEB.presentation());

  private final RequestCheck check =
      new RequestCheck(
          TestProvider.ISSUER,
          new Clients(List.of(TestClients.WEB, NATIVE)),
          new IdTokenHints(
              TestProvider.ISSUER,
              new TestProvider(TestDatabase.h2().database(), InstantSource.system()).keys));

  private CheckedRequest check(Map<String, String> changes) {
    var request =
        new TreeMap<>(
            Map.of(
                "client_id",
                "web",
                "redirect_uri",
                TestClients.redirectUri(TestClients.WEB),
                "response_type",
                "code",
                "scope",
                "openid",
                "code_challenge",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method",
                "S256"));
    request.putAll(changes);
    var query =
        request.entrySet().stream()
            .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return check.check(Parameters.parse(query));
  }

  private void assertReturned(Map<String, String> changes, String error) {
    assertThatExceptionOfType(ReturnedException.class)
        .as(changes.toString())
        .isThrownBy(() -> check(changes))
        .satisfies(returned -> assertThat(returned.error().getCode()).isEqualTo(error));
  }

  @ParameterizedTest
  @CsvSource({
    "id_token_hint, bnVsbA.e30.AAAA",
    "id_token_hint, e30.e30.AAAA",
    "id_token_hint, W10.e30.AAAA",
    "id_token_hint, 中",
    "max_age, -1",
    "max_age, -5",
    "max_age, soon",
    "prompt, none login",
    "prompt, 中",
    "response_mode, ' '",
    "response_mode, fragment",
  })
  void aMalformedValueIsTheSitesFault(String parameter, String value) {
    assertReturned(Map.of(parameter, value), "invalid_request");
  }

  @Test
  void aScopeOfOtherThanVisibleCharactersIsNone() {
    assertReturned(Map.of("scope", "\u3000"), "invalid_scope");
    assertReturned(Map.of("scope", "openid \u4e2d"), "invalid_scope");
  }

  @Test
  void aNonceThatCannotBeGivenBackIsRefusedAtOnce() {
    check(Map.of("nonce", "n".repeat(4096)));
    assertReturned(Map.of("nonce", "n".repeat(4097)), "invalid_request");
  }

  @ParameterizedTest
  @CsvSource({
    "ui_locales, 中",
    "ui_locales, not_a_language",
    "claims_locales, '-'",
    "display, hologram",
    "claims, null",
    "resource, no address",
    "purpose, x",
    "login_hint, 中",
  })
  void whatIsNotReadOrNotKnownIsIgnored(String parameter, String value) {
    var checked = check(Map.of(parameter, value));
    assertThat(checked.kept()).doesNotContain(parameter);
  }

  @Test
  void theLongestStateIsTakenAndALongerOneIsToldToThePerson() {
    assertThat(check(Map.of("state", "s".repeat(4096))).kept()).contains("s".repeat(4096));
    for (var tooLong : List.of("s".repeat(4097), "中".repeat(456))) {
      assertThatExceptionOfType(UnsafeRequestException.class)
          .isThrownBy(() -> check(Map.of("state", tooLong)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", " n", "n ", "\tn"})
  void O41_aNonceThatWouldComeBackChangedIsRefused(String nonce) {
    assertReturned(Map.of("nonce", nonce), "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", " s", "s ", "\ts"})
  void O41_aStateThatWouldComeBackChangedIsToldToThePerson(String state) {
    assertThatExceptionOfType(UnsafeRequestException.class)
        .isThrownBy(() -> check(Map.of("state", state)));
  }

  /** A browser writes both as CR and LF when it posts a form. */
  @ParameterizedTest
  @ValueSource(strings = {"s\nt", "s\rt"})
  void O41_aStateOfSeveralLinesGoesBackInAnAddressOnly(String state) {
    check(Map.of("state", state));
    assertThatExceptionOfType(UnsafeRequestException.class)
        .isThrownBy(() -> check(Map.of("state", state, "response_mode", "form_post")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s t", "\u200b", "\u4e2d", "\"><script>", "%41", "a+b&c=d#e"})
  void O41_anyOtherStateComesBackAsItWas(String state) {
    var answer = check(Map.of("state", state)).returnAddress().error(OAuth2Error.ACCESS_DENIED);
    assertThat(answer.getState().getValue()).isEqualTo(state);
  }

  @Test
  void noFormIsPostedToANativeApplicationsScheme() {
    var ofNative = Map.of("client_id", "native", "redirect_uri", NATIVE_CALLBACK);
    assertThat(check(ofNative).returnAddress()).isNotNull();

    var byForm = new TreeMap<>(ofNative);
    byForm.put("response_mode", "form_post");
    assertThatExceptionOfType(ReturnedException.class)
        .isThrownBy(() -> check(byForm))
        .satisfies(
            returned ->
                assertThat(returned.returnAddress().error(returned.error()).impliedResponseMode())
                    .isEqualTo(ResponseMode.QUERY));
  }
}
