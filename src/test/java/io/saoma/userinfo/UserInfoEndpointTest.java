package io.saoma.userinfo;

import static io.saoma.client.TestClients.WEB;
import static io.saoma.issuance.TestProvider.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.saoma.audit.AuditEvent;
import io.saoma.client.TestClients;
import io.saoma.issuance.TestProvider;
import io.saoma.jpa.TestDatabase;
import io.saoma.session.Session;
import io.saoma.web.CrossOriginFilter;
import io.saoma.web.OAuthExceptionMapper;
import io.saoma.web.TestServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserInfoEndpointTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final TestDatabase database = TestDatabase.h2();
  private volatile Duration clockAhead = Duration.ZERO;
  private final InstantSource clock = () -> Instant.now().plus(clockAhead);
  private final TestProvider provider = new TestProvider(database.database(), clock);
  private final TestServer server =
      new TestServer(
          new UserInfoEndpoint(provider.accessTokens),
          new OAuthExceptionMapper(),
          new CrossOriginFilter(TestClients.all().origins()));

  @AfterAll
  void close() {
    server.close();
    database.close();
  }

  @BeforeEach
  void rightTime() {
    clockAhead = Duration.ZERO;
  }

  @Test
  void theTokenOpensTheSubject() {
    var session = provider.signIn("reader");
    var token = accessToken(session, "openid");

    for (var answer : List.of(bearer(token), server.post("/userinfo", "access_token=" + token))) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo(
              "{\"sub\":\"%s\"}"
                  .formatted(provider.accounts.subject(session.account(), "operator")));
      assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
      assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void aPostMayBringTheHeaderToo() {
    var token = accessToken(provider.signIn("poster"), "openid");
    var request = HttpRequest.newBuilder(server.uri("/userinfo")).POST(BodyPublishers.noBody());

    assertThat(server.send(request, "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(200);
  }

  @Test
  void withoutATokenTheAnswerNamesNoError() {
    var answer = server.get("/userinfo");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(header(answer, "WWW-Authenticate")).isEqualTo("Bearer realm=\"saoma\"");
  }

  @Test
  void o32_aTokenInTheUrlIsRefused() {
    var token = accessToken(provider.signIn("url"), "openid");

    assertRefused(server.get("/userinfo?access_token=" + token), 400, "invalid_request");
    assertRefused(
        server.get("/userinfo?access_token=" + token, "Authorization", "Bearer " + token),
        400,
        "invalid_request");
    assertRefused(server.post("/userinfo?access_token=" + token, "x=y"), 400, "invalid_request");
  }

  @Test
  void aTokenInTwoPlacesIsRefused() {
    var token = accessToken(provider.signIn("two"), "openid");

    assertRefused(
        server.post("/userinfo", "access_token=" + token, "Authorization", "Bearer " + token),
        400,
        "invalid_request");
    assertRefused(
        server.post("/userinfo", "access_token=" + token + "&access_token=" + token),
        400,
        "invalid_request");
    assertRefused(
        server.get(
            "/userinfo", "Authorization", "Bearer " + token, "Authorization", "Bearer " + token),
        400,
        "invalid_request");
  }

  @Test
  void aTokenEndsAfterTenMinutes() {
    var token = accessToken(provider.signIn("late"), "openid");

    clockAhead = Duration.ofSeconds(598);
    assertThat(bearer(token).statusCode()).isEqualTo(200);
    clockAhead = Duration.ofSeconds(601);
    assertInvalidToken(token);
  }

  @Test
  void o06_aRevokedGrantsTokenIsRefused() {
    var code = provider.code(WEB, "openid");
    var redeemed = provider.redeem(code, WEB);
    var token = provider.tokenIssuer.issue(WEB, redeemed).getAccessToken().getValue();
    assertThat(bearer(token).statusCode()).isEqualTo(200);

    provider.grants.revoke(redeemed.grant(), AuditEvent.of("code_reused"));

    assertInvalidToken(token);
  }

  @Test
  void o58_aDisabledAccountsTokenIsRefused() {
    var session = provider.signIn("disabled");
    var token = accessToken(session, "openid offline_access");

    database.execute(
        "UPDATE account SET enabled = FALSE WHERE id = '" + session.account().value() + "'");

    assertInvalidToken(token);
  }

  @Test
  void theTokenOfASessionThatEndedIsRefused() {
    var session = provider.signIn("left");
    var online = accessToken(session, "openid");
    var offline = accessToken(session, "openid offline_access");

    provider.sessions.end(session);

    assertInvalidToken(online);
    assertThat(bearer(offline).statusCode()).isEqualTo(200);
  }

  @Test
  void aTokenWithoutOpenidIsNotEnough() {
    assertRefused(
        bearer(accessToken(provider.signIn("plain"), "offline_access")), 403, "insufficient_scope");
  }

  @Test
  void o31_anIdTokenIsNoAccessToken() {
    for (var client : List.of(WEB, TestClients.CODE_ONLY)) {
      var redeemed = provider.redeem(provider.code(client, "openid"), client);

      assertInvalidToken(provider.tokenIssuer.issue(client, redeemed).getIDTokenString());
    }
  }

  @Test
  void o31_ourSignatureUnderAnotherTypeOrForAnotherAudienceIsNothing() throws ParseException {
    var good = claims(accessToken(provider.signIn("type"), "openid"));
    var at = new JOSEObjectType("at+jwt");

    assertThat(bearer(signed(JWSAlgorithm.ES256, at, good)).statusCode()).isEqualTo(200);
    assertInvalidToken(signed(JWSAlgorithm.ES256, JOSEObjectType.JWT, good));
    assertInvalidToken(signed(JWSAlgorithm.ES256, new JOSEObjectType("logout+jwt"), good));
    assertInvalidToken(signed(JWSAlgorithm.RS256, at, good));
    for (var wrong :
        List.of(
            new JWTClaimsSet.Builder(good).audience("https://api.example"),
            new JWTClaimsSet.Builder(good)
                .audience(List.of(ISSUER.getValue(), "https://api.example")),
            new JWTClaimsSet.Builder(good).issuer("https://evil.example"),
            new JWTClaimsSet.Builder(good).claim("saoma_grant", "unknown"),
            new JWTClaimsSet.Builder(good).claim("saoma_grant", null),
            new JWTClaimsSet.Builder(good).claim("saoma_grant", Map.of()),
            new JWTClaimsSet.Builder(good).claim("scope", null),
            new JWTClaimsSet.Builder(good).expirationTime(null))) {
      assertInvalidToken(signed(JWSAlgorithm.ES256, at, wrong.build()));
    }
  }

  @Test
  void o30_noHeaderChoosesTheKeyOrTheAlgorithm() throws Exception {
    var good = claims(accessToken(provider.signIn("alg"), "openid"));
    var theirs = new ECKeyGenerator(Curve.P_256).keyID("theirs").generate();
    var ours =
        (ECKey)
            provider.keys.published().getKeys().stream()
                .filter(ECKey.class::isInstance)
                .findFirst()
                .orElseThrow();

    assertInvalidToken(
        new PlainJWT(new PlainHeader.Builder().type(new JOSEObjectType("at+jwt")).build(), good)
            .serialize());
    assertInvalidToken(forged(theirs, header(JWSAlgorithm.ES256).keyID(ours.getKeyID()), good));
    assertInvalidToken(forged(theirs, header(JWSAlgorithm.ES256).jwk(theirs.toPublicJWK()), good));
    assertInvalidToken(
        forged(theirs, header(JWSAlgorithm.ES256).jwkURL(URI.create("http://127.0.0.1:9/")), good));
    assertInvalidToken(forged(theirs, header(JWSAlgorithm.ES256).keyID("../../dev/null"), good));
    assertInvalidToken(forged(theirs, header(JWSAlgorithm.ES256).keyID("' or 1=1"), good));
    var mac = new SignedJWT(header(JWSAlgorithm.HS256).keyID(ours.getKeyID()).build(), good);
    mac.sign(new MACSigner(ours.toPublicJWK().toJSONString()));
    assertInvalidToken(mac.serialize());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "..", "%00", "Bearer"})
  void whatIsNoJwtIsRefused(String token) {
    assertInvalidToken(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{\"alg\":1}",
        "{\"alg\":null}",
        "{\"alg\":\"none\"}",
        "{\"alg\":\"NoNe\"}",
        "{\"alg\":\"\"}",
        "{\"alg\":\"ES256\",\"typ\":5}",
        "{\"alg\":\"ES256\",\"typ\":\"\"}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"crit\":[\"x\"]}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"crit\":5}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"b64\":false,\"crit\":[\"b64\"]}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":5}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"jwk\":{\"kty\":\"EC\"}}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"jku\":\"::\"}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"x5c\":[\"\\\"\"]}",
        "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483647}"
      })
  void oddHeadersAreNoServerError(String header) {
    assertInvalidToken(Base64URL.encode(header) + ".e30.AAAA");
    assertInvalidToken(Base64URL.encode(header) + ".AA.." + "AA.AA");
  }

  @Test
  void o56_aHugeOrDeepTokenCostsNothing() {
    var deep = "{\"a\":".repeat(3000) + "1" + "}".repeat(3000);
    var header = Base64URL.encode("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}");

    for (var token : List.of(header + "." + Base64URL.encode(deep) + ".AAAA", "a".repeat(40_000))) {
      assertRefused(server.post("/userinfo", "access_token=" + token), 401, "invalid_token");
    }
  }

  @Test
  void pathsBelowAreJsonNotFound() {
    var answer = server.get("/userinfo/emails");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    assertThat(answer.body()).isEqualTo("{\"error\":\"not_found\"}");
  }

  @Test
  void o46_scriptsOfRegisteredOriginsReadTheAnswer() {
    var token = accessToken(provider.signIn("script"), "openid");

    var web =
        server.get(
            "/userinfo", "Authorization", "Bearer " + token, "Origin", "https://web.example");
    var evil =
        server.get(
            "/userinfo", "Authorization", "Bearer " + token, "Origin", "https://evil.example");
    var spa =
        server.get(
            "/userinfo", "Authorization", "Bearer " + token, "Origin", "https://spa.example");

    assertThat(header(web, "Access-Control-Allow-Origin")).isEqualTo("https://web.example");
    assertThat(evil.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(spa.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
  }

  private String accessToken(Session session, String scope) {
    var code = provider.codes.issue(provider.authorization(WEB, session, scope));
    OIDCTokens tokens = provider.tokenIssuer.issue(WEB, provider.redeem(code, WEB));
    return tokens.getAccessToken().getValue();
  }

  private HttpResponse<String> bearer(String token) {
    return server.get("/userinfo", "Authorization", "Bearer " + token);
  }

  private void assertInvalidToken(String token) {
    assertRefused(bearer(token), 401, "invalid_token");
    assertRefused(
        server.send(
            HttpRequest.newBuilder(server.uri("/userinfo"))
                .header("Content-Type", FORM)
                .POST(
                    BodyPublishers.ofString(
                        "access_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))),
        401,
        "invalid_token");
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String error) {
    assertThat(answer.body()).contains("\"error\":\"" + error + "\"");
    assertThat(answer.statusCode()).isEqualTo(status);
    if (status != 400) {
      assertThat(header(answer, "WWW-Authenticate"))
          .startsWith("Bearer ")
          .contains("error=\"" + error + "\"");
    }
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
  }

  private String signed(JWSAlgorithm algorithm, JOSEObjectType type, JWTClaimsSet claims) {
    return provider.keys.sign(algorithm, type, claims).serialize();
  }

  private static JWTClaimsSet claims(String token) throws ParseException {
    var claims = SignedJWT.parse(token).getJWTClaimsSet();
    assertThat(claims.getExpirationTime()).isAfter(Date.from(Instant.now()));
    return claims;
  }

  private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).type(new JOSEObjectType("at+jwt"));
  }

  private static String forged(ECKey key, JWSHeader.Builder header, JWTClaimsSet claims)
      throws JOSEException {
    var token = new SignedJWT(header.build(), claims);
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
