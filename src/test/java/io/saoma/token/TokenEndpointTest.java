package io.saoma.token;

import static io.saoma.client.TestClients.CODE_ONLY;
import static io.saoma.client.TestClients.POST;
import static io.saoma.client.TestClients.SECRET;
import static io.saoma.client.TestClients.SPA;
import static io.saoma.client.TestClients.WEB;
import static io.saoma.client.TestClients.redirectUri;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import io.saoma.client.Client;
import io.saoma.client.ClientAuthenticator;
import io.saoma.client.FailedAttempts;
import io.saoma.client.TestClients;
import io.saoma.issuance.TestProvider;
import io.saoma.jpa.TestDatabase;
import io.saoma.oauth.Secrets;
import io.saoma.userinfo.UserInfoEndpoint;
import io.saoma.web.CrossOriginFilter;
import io.saoma.web.CurrentRequest;
import io.saoma.web.FrontChannel;
import io.saoma.web.Network;
import io.saoma.web.OAuthExceptionMapper;
import io.saoma.web.Pages;
import io.saoma.web.Peers;
import io.saoma.web.TestServer;
import io.saoma.web.TroubleMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenEndpointTest {
  private final TestDatabase database = TestDatabase.h2();
  private final TestProvider provider =
      new TestProvider(database.database(), InstantSource.system());
  private final TestServer server = server();

  private TestServer server() {
    var clients = TestClients.all();
    var request = new CurrentRequest();
    var pages =
        new FrontChannel(
            new Pages(() -> "nonce", "/assets"), URI.create(TestProvider.ISSUER.getValue()));
    return new TestServer(
        request,
        new TroubleMapper(request, pages, new Secrets()),
        new TokenEndpoint(
            TestProvider.ISSUER,
            new ClientAuthenticator(clients, new FailedAttempts(InstantSource.system())),
            new Peers(List.of(Network.parse("127.0.0.1/32"))),
            provider.codes,
            provider.refreshTokens,
            provider.tokenIssuer),
        new UserInfoEndpoint(provider.accessTokens),
        new OAuthExceptionMapper(),
        new CrossOriginFilter(clients.origins()));
  }

  @AfterAll
  void close() {
    server.close();
    database.close();
  }

  @Test
  void aCodeBecomesTokens() {
    var answer = redeem(WEB, "openid offline_access", basic(WEB));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer))
        .containsOnlyKeys(
            "access_token", "id_token", "refresh_token", "token_type", "expires_in", "scope")
        .containsEntry("token_type", "Bearer")
        .containsEntry("expires_in", 600L)
        .containsEntry("scope", "openid offline_access");
  }

  @Test
  void o48_noAnswerIsCached() {
    for (var answer : List.of(redeem(WEB, "openid", basic(WEB)), server.post("/token", ""))) {
      assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
      assertThat(header(answer, "Pragma")).isEqualTo("no-cache");
      assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    }
  }

  @Test
  void theOtherTwoMethodsAuthenticateToo() {
    assertThat(redeem(POST, "openid", "", "&client_id=post&client_secret=" + SECRET).statusCode())
        .isEqualTo(200);
    assertThat(redeem(SPA, "openid", "", "&client_id=spa").statusCode()).isEqualTo(200);
  }

  @Test
  void aRefreshTokenBecomesTokens() {
    var first = json(redeem(WEB, "openid offline_access", basic(WEB)));

    var answer = refresh(first);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).get("refresh_token")).isNotEqualTo(first.get("refresh_token"));
  }

  @Test
  void o06_aCodeUsedTwiceRevokesItsTokens() {
    var code = provider.code(WEB, "openid offline_access").getValue();
    var tokens = json(redeem(code, WEB, basic(WEB), ""));
    assertThat(userinfo(tokens).statusCode()).isEqualTo(200);

    assertError(redeem(code, WEB, basic(WEB), ""), 400, "invalid_grant");

    assertThat(userinfo(tokens).statusCode()).isEqualTo(401);
    assertError(refresh(tokens), 400, "invalid_grant");
  }

  @Test
  void o25_aRefreshTokenUsedTwiceRevokesTheAccessTokens() {
    var first = json(redeem(WEB, "openid offline_access", basic(WEB)));
    var second = json(refresh(first));
    var third = json(refresh(second));

    assertError(refresh(first), 400, "invalid_grant");

    assertThat(userinfo(third).statusCode()).isEqualTo(401);
    assertError(refresh(third), 400, "invalid_grant");
  }

  @Test
  void o10_onlyChallengeAndRightVerifierPass() {
    assertError(
        server.post("/token", codeForm(code(WEB), WEB, ""), "Authorization", basic(WEB)),
        400,
        "invalid_grant");
    assertError(withVerifier("&code_verifier="), 400, "invalid_request");
    assertError(withVerifier("&code_verifier=" + "a".repeat(43)), 400, "invalid_grant");
  }

  @ParameterizedTest
  @MethodSource
  void o11_aMalformedVerifierIsRefused(String verifier) {
    assertError(withVerifier("&code_verifier=" + verifier), 400, "invalid_request");
  }

  static Stream<String> o11_aMalformedVerifierIsRefused() {
    return Stream.of(
        "a".repeat(42), "a".repeat(129), "%20".repeat(43), "%2B".repeat(43), "%C3%A9".repeat(43));
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "client_credentials", "implicit", "", "urn:x"})
  void o35_legacyGrantsAreNotServed(String type) {
    var form = "username=u&password=p&grant_type=" + URLEncoder.encode(type, UTF_8);

    assertThat(json(server.post("/token", form, "Authorization", basic(WEB))).get("error"))
        .isEqualTo(type.isEmpty() ? "invalid_request" : "unsupported_grant_type");
  }

  /** Nimbus would read the grant's own parameters first, whole tokens of a stranger among them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=a.b.c",
        "urn:ietf:params:oauth:grant-type:saml2-bearer&assertion=x",
        "urn:ietf:params:oauth:grant-type:token-exchange",
        "urn:ietf:params:oauth:grant-type:device_code",
        "urn:openid:params:grant-type:ciba",
        "Authorization_Code",
        "authorization_code%20"
      })
  void O35_aGrantThatIsNotOfferedIsRefusedBeforeItIsRead(String type) {
    assertError(
        server.post("/token", "grant_type=" + type, "Authorization", basic(WEB)),
        400,
        "unsupported_grant_type");
  }

  @Test
  void aClientUsesOnlyItsGrantTypes() {
    assertError(
        server.post(
            "/token",
            "grant_type=refresh_token&refresh_token=x",
            "Authorization",
            basic(CODE_ONLY)),
        400,
        "unauthorized_client");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void o22_exactlyTheRegisteredMethodAuthenticates(
      String what, String authorization, String inBody, String error) {
    var answer = redeem(code(WEB), WEB, authorization, inBody);

    assertError(answer, error.equals("invalid_client") ? 401 : 400, error);
  }

  static Stream<Arguments> o22_exactlyTheRegisteredMethodAuthenticates() {
    return Stream.of(
        Arguments.of("nothing", "", "", "invalid_client"),
        Arguments.of("only a name", "", "&client_id=web", "invalid_client"),
        Arguments.of("wrong secret", basic("web", SECRET + "x"), "", "invalid_client"),
        Arguments.of("empty secret", basic("web", ""), "", "invalid_client"),
        Arguments.of("unknown client", basic("nobody", SECRET), "", "invalid_client"),
        Arguments.of(
            "other method", "", "&client_id=web&client_secret=" + SECRET, "invalid_client"),
        Arguments.of("basic of a post client", basic(POST), "", "invalid_client"),
        Arguments.of("secret of a public client", basic("spa", SECRET), "", "invalid_client"),
        Arguments.of("both", basic(WEB), "&client_secret=" + SECRET, "invalid_request"),
        Arguments.of("another name", basic(WEB), "&client_id=post", "invalid_request"),
        Arguments.of("other scheme", "Bearer abc", "&client_id=web", "invalid_client"),
        Arguments.of(
            "assertion beside basic", basic(WEB), "&client_assertion=a.b.c", "invalid_request"),
        Arguments.of(
            "assertion",
            "",
            "&client_id=web&client_assertion=a.b.c&client_assertion_type="
                + "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "invalid_client"),
        Arguments.of("no credentials", "Basic !!!", "", "invalid_request"));
  }

  @Test
  void aRefusedClientIsChallenged() {
    var answer = redeem(code(WEB), WEB, basic("web", "wrong"), "");

    assertThat(header(answer, "WWW-Authenticate")).startsWith("Basic realm=");
  }

  @Test
  void o21_aGuesserHasToWait() {
    var form = codeForm("x", CODE_ONLY, "");
    for (int i = 0; i < 30; i++) {
      assertError(
          server.post("/token", form, "Authorization", basic("code-only", "guess" + i)),
          401,
          "invalid_client");
    }

    var answer = server.post("/token", form, "Authorization", basic("code-only", "guess"));

    assertError(answer, 429, "slow_down");
    assertThat(header(answer, "Retry-After")).isEqualTo("60");
    assertThat(redeem(WEB, "openid", basic(WEB)).statusCode()).isEqualTo(200);
    var elsewhere =
        redeem(CODE_ONLY, "openid", basic(CODE_ONLY), "", "X-Forwarded-For", "203.0.113.9");
    assertThat(elsewhere.statusCode()).isEqualTo(200);
    var besideTheGuesser = redeem(CODE_ONLY, "openid", basic(CODE_ONLY));
    assertThat(besideTheGuesser.statusCode()).isEqualTo(200);
  }

  @Test
  void o21_inventedClientsShareOneBucketHoweverManyTheyAre() {
    var form = codeForm("x", CODE_ONLY, "");
    for (int i = 0; i < 30; i++) {
      assertError(
          tokenFrom("198.51.100.7", form, basic("invented" + i, "guess")), 401, "invalid_client");
    }

    assertError(tokenFrom("198.51.100.7", form, basic("one-more", "guess")), 429, "slow_down");
    assertError(tokenFrom("203.0.113.9", form, basic("one-more", "guess")), 401, "invalid_client");
  }

  private HttpResponse<String> tokenFrom(String address, String form, String authorization) {
    return server.post("/token", form, "Authorization", authorization, "X-Forwarded-For", address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant_type",
        "code",
        "redirect_uri",
        "code_verifier",
        "client_id",
        "client_secret",
        "refresh_token",
        "scope",
        "state",
        "nonce",
        "resource",
        "audience",
        "client_assertion",
        "whatever"
      })
  void o40_aRepeatedParameterIsRefused(String name) {
    var twice = "&" + name + "=a&" + name + "=a";

    assertError(redeem(code(WEB), WEB, basic(WEB), twice), 400, "invalid_request");
    assertError(
        server.post("/token?" + name + "=a", "grant_type=x", "Authorization", basic(WEB)),
        400,
        "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"&x=%", "&x=%4", "&x=%zz", "&x=%00", "&x=%ff", "&x=%c0%80", "&x=ä", "&%=1"})
  void aMalformedFormIsRefused(String malformed) {
    assertError(redeem(code(WEB), WEB, basic(WEB), malformed), 400, "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource=%22%5C",
        "resource=a%0Ab",
        "authorization_details=%22%5C%0A",
        "authorization_details=%5B%7B%22type%22%3A%22%5C%5C%22%7D%5D",
        "scope=%22%5C%0A%F0%9F%98%80",
        "redirect_uri=%22%5C%0A",
        "code_challenge=%22",
        "client_id=%22%5C%0A",
        "existing_grant=%22"
      })
  void oddCharactersAreNoServerError(String odd) {
    var form = "grant_type=authorization_code&code=x&" + odd;

    for (var authorization : List.of(basic(WEB), "Basic XCIKOlwiCg==", "Basic Og==")) {
      assertThat(server.post("/token", form, "Authorization", authorization).statusCode())
          .isIn(400, 401);
    }
    assertThat(server.post("/token", form).statusCode()).isIn(400, 401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "*/*",
        "application/*"
      })
  void aBodyThatIsNoFormIsRefused(String type) {
    var request =
        HttpRequest.newBuilder(server.uri("/token"))
            .header("Content-Type", type)
            // Read as a form, it would be an unsupported_grant_type.
            .POST(BodyPublishers.ofString("grant_type=nonsense"));

    assertError(server.send(request, "Authorization", basic(WEB)), 400, "invalid_request");
  }

  @Test
  void aBodyThatIsTooLongIsRefused() {
    assertError(
        redeem(code(WEB), WEB, basic(WEB), "&x=" + "a".repeat(70_000)), 413, "invalid_request");
  }

  @Test
  void aMissingRedirectUriIsRefused() {
    assertError(
        server.post("/token", "grant_type=authorization_code&code=x", "Authorization", basic(WEB)),
        400,
        "invalid_request");
  }

  @Test
  void onlyPostIsServed() {
    assertThat(server.get("/token").statusCode()).isEqualTo(405);
  }

  @Test
  void o46_aScriptReadsTheAnswersOfItsOwnClientOnly() {
    var own = redeem(SPA, "openid", "", "&client_id=spa", "Origin", "https://spa.example");
    var other = redeem(SPA, "openid", "", "&client_id=spa", "Origin", "https://web.example");
    var evil = redeem(SPA, "openid", "", "&client_id=spa", "Origin", "https://evil.example");

    assertThat(header(own, "Access-Control-Allow-Origin")).isEqualTo("https://spa.example");
    for (var answer : List.of(other, evil)) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
    for (var answer : List.of(own, other, evil)) {
      assertThat(header(answer, "Vary")).contains("Origin");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    }
  }

  @Test
  void o46_aRefusalCanBeReadToo() {
    var answer = server.post("/token", "grant_type=x", "Origin", "https://spa.example");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("https://spa.example");
  }

  @Test
  void o46_aPreflightIsAnsweredForRegisteredOrigins() {
    var spa = preflight("https://spa.example");
    var evil = preflight("https://evil.example");

    assertThat(spa.statusCode()).isEqualTo(204);
    assertThat(header(spa, "Access-Control-Allow-Origin")).isEqualTo("https://spa.example");
    assertThat(header(spa, "Access-Control-Allow-Headers")).contains("Authorization");
    assertThat(evil.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
  }

  private HttpResponse<String> preflight(String origin) {
    return server.send(
        HttpRequest.newBuilder(server.uri("/token")).method("OPTIONS", BodyPublishers.noBody()),
        "Origin",
        origin,
        "Access-Control-Request-Method",
        "POST");
  }

  private HttpResponse<String> withVerifier(String verifier) {
    return server.post("/token", codeForm(code(WEB), WEB, verifier), "Authorization", basic(WEB));
  }

  private HttpResponse<String> refresh(JSONObject tokens) {
    return server.post(
        "/token",
        "grant_type=refresh_token&refresh_token=" + tokens.get("refresh_token"),
        "Authorization",
        basic(WEB));
  }

  private HttpResponse<String> userinfo(JSONObject tokens) {
    return server.get("/userinfo", "Authorization", "Bearer " + tokens.get("access_token"));
  }

  private String code(Client client) {
    return provider.code(client, "openid").getValue();
  }

  private HttpResponse<String> redeem(Client client, String scope, String authorization) {
    return redeem(client, scope, authorization, "");
  }

  private HttpResponse<String> redeem(
      Client client, String scope, String authorization, String more, String... headers) {
    return redeem(provider.code(client, scope).getValue(), client, authorization, more, headers);
  }

  private HttpResponse<String> redeem(
      String code, Client client, String authorization, String more, String... headers) {
    var all =
        Stream.concat(
                authorization.isEmpty()
                    ? Stream.empty()
                    : Stream.of("Authorization", authorization),
                Stream.of(headers))
            .toArray(String[]::new);
    var verifier = "&code_verifier=" + TestProvider.VERIFIER.getValue();
    return server.post("/token", codeForm(code, client, verifier + more), all);
  }

  private static String codeForm(String code, Client client, String more) {
    return "grant_type=authorization_code&code="
        + code
        + "&redirect_uri="
        + URLEncoder.encode(redirectUri(client), UTF_8)
        + more;
  }

  private static String basic(Client client) {
    return basic(client.id().getValue(), SECRET);
  }

  private static String basic(String id, String secret) {
    return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static JSONObject json(HttpResponse<String> answer) {
    try {
      return JSONObjectUtils.parse(answer.body());
    } catch (ParseException e) {
      throw new AssertionError(answer + " " + answer.body(), e);
    }
  }

  private static void assertError(HttpResponse<String> answer, int status, String error) {
    assertThat(json(answer).get("error")).as(answer.body()).isEqualTo(error);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).keySet()).isSubsetOf(Set.of("error", "error_description"));
  }
}
