package io.saoma.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks by way of the authorization request, and on what is sent back for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthorizationThreatsTest {
  /** What is registered is {@code http://localhost:9/callback}; each of these is another text. */
  private static final List<String> NOT_REGISTERED =
      List.of(
          " ",
          "http://localhost:9/callback ",
          " http://localhost:9/callback",
          "http://localhost:9/callback\n",
          "http://localhost:9/callback\t",
          "http://localhost:9",
          "http://localhost:9/",
          "http://localhost:9/page",
          "http://localhost:9/callback/",
          "http://localhost:9/callback?",
          "http://localhost:9/callback?x=1",
          "http://localhost:9/callback#",
          "http://localhost:9/callback#x",
          "http://localhost:9/callback;x",
          "http://localhost:9/callback/x",
          "http://localhost:9/callbackx",
          "http://localhost:9/CALLBACK",
          "http://LOCALHOST:9/callback",
          "HTTP://localhost:9/callback",
          "https://localhost:9/callback",
          "ftp://localhost:9/callback",
          "//localhost:9/callback",
          "///localhost:9/callback",
          "localhost:9/callback",
          "/callback",
          "http:/localhost:9/callback",
          "http:///localhost:9/callback",
          "http:localhost:9/callback",
          "http://localhost:9//callback",
          "http://localhost:9/./callback",
          "http://localhost:9/x/../callback",
          "http://localhost:9/../callback",
          "http://localhost:9/..;/callback",
          "http://localhost:9/%2e%2e/callback",
          "http://localhost:9/%2e/callback",
          "http://localhost:9/%63allback",
          "http://localhost:9/callback%20",
          "http://localhost:9/callback%252f",
          "http://localhost:9/callback%2f",
          "http://localhost:9/callback%0d%0aSet-Cookie:x=1",
          "http://localhost:9\\callback",
          "http:\\\\localhost:9\\callback",
          "http://localhost:9/\tcallback",
          "http://localhost/callback",
          "http://localhost:09/callback",
          "http://localhost:90/callback",
          "http://localhost:/callback",
          "http://localhost.:9/callback",
          "http://localhost.evil.example:9/callback",
          "http://evil.example/http://localhost:9/callback",
          "http://evil.example?http://localhost:9/callback",
          "http://evil.example#http://localhost:9/callback",
          "http://evillocalhost:9/callback",
          "http://x.localhost:9/callback",
          "http://localhost@evil.example/callback",
          "http://localhost:9@evil.example/callback",
          "http://evil.example@localhost:9/callback",
          "http://a@b@localhost:9/callback",
          "http://evil.example\\@localhost:9/callback",
          "http://evil.example\\.localhost:9/callback",
          "http://localhost%2eevil.example/callback",
          "http://localhost%40evil.example/callback",
          "http://localhost%5c.evil.example/callback",
          "http://127.0.0.1:9/callback",
          "http://[::1]:9/callback",
          "http://[::ffff:127.0.0.1]:9/callback",
          "http://2130706433:9/callback",
          "http://l\u043ecalhost:9/callback",
          "http://localhost\u3002:9/callback",
          "http://localhost:9/callback\u200b",
          "javascript:alert(1)",
          "javascript://localhost:9/callback",
          "data:text/html,http://localhost:9/callback",
          "com.example.app:/callback",
          "null",
          "*");

  /** The longest address that may be declared. */
  private static final String FAR = "http://localhost:9/" + "x".repeat(1_981);

  private static final String FAR_CLIENT =
      """
      ,{"client_id":"far","redirect_uris":["%s"],"token_endpoint_auth_method":"none",
        "grant_types":["authorization_code"],"response_types":["code"],"scope":"openid",
        "saoma_owner":"owner","saoma_verified_domain":"far.example"}
      """
          .formatted(FAR);

  private SaomaServer server;

  @BeforeAll
  void start() {
    var options =
        SaomaServer.Options.standard()
            .open()
            .client("club", "")
            .client("trusted", ",\"saoma_verified_domain\":\"trusted.example\"");
    server =
        SaomaServer.start(
            new SaomaServer.Options(
                options.database(),
                options.shopMembers(),
                options.clients() + FAR_CLIENT,
                options.pool(),
                options.settings()));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static Map<String, String> request(Map<String, String> changes) {
    var request = Login.request(new CodeVerifier());
    request.putAll(changes);
    return request;
  }

  private static String address(Map<String, String> changes) {
    return "/authorize?" + Browser.encoded(request(changes));
  }

  private HttpResponse<String> authorize(Browser browser, Map<String, String> changes) {
    return browser.get(address(changes));
  }

  private HttpResponse<String> authorize(Map<String, String> changes) {
    return authorize(server.browser(), changes);
  }

  private HttpResponse<String> posted(Map<String, String> changes) {
    return server.browser().post("/authorize", request(changes), "text/html", "cross-site");
  }

  private Browser signedIn() {
    return signedIn(server.phone());
  }

  private Browser signedIn(Phone phone) {
    var login = Login.begin(server, server.browser());
    assertThat(phone.confirm(phone.scan(login.scene())).status()).isEqualTo(200);
    assertThat(login.complete().statusCode()).isEqualTo(303);
    return login.browser();
  }

  /** A page that explains, and no way on: not to the address that was asked for. */
  private static void assertPage(String what, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(what).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).as(what).isEmpty();
    assertThat(answer.headers().firstValue("Refresh")).as(what).isEmpty();
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.headers().allValues("Set-Cookie")).as(what).isEmpty();
    assertThat(answer.body())
        .as(what)
        .contains("<h1>")
        .doesNotContain("evil.example", "localhost:9", "http-equiv=\"refresh\"", "<form");
  }

  private static Map<String, String> returned(HttpResponse<?> redirect) {
    return parameters(Login.location(redirect));
  }

  /** What a page offers to take to a site, instead of taking it there. */
  private static Map<String, String> offered(HttpResponse<String> page) {
    assertThat(page.statusCode()).isEqualTo(400);
    var link = Pattern.compile("<a class=\"button plain\" href=\"([^\"]+)").matcher(page.body());
    assertThat(link.find()).isTrue();
    return parameters(link.group(1).replace("&amp;", "&"));
  }

  private static Map<String, String> parameters(String address) {
    var parameters = new LinkedHashMap<String, String>();
    URLUtils.parseParameters(URI.create(address).getRawQuery())
        .forEach((name, values) -> parameters.put(name, values.get(0)));
    return parameters;
  }

  private void assertReturned(String error, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(error + "\n" + answer.body()).isEqualTo(303);
    assertThat(Login.location(answer)).startsWith(SaomaServer.SHOP_CALLBACK + "?");
    assertThat(returned(answer))
        .containsEntry("error", error)
        .containsEntry("iss", server.issuer().toString())
        .containsEntry("state", "state-of-the-site")
        .doesNotContainKey("code");
  }

  private int count(String table) {
    return Integer.parseInt(server.database().text("SELECT COUNT(*) FROM " + table));
  }

  @Test
  void O01_anAddressThatNearlyMatchesIsAPageAndNoRedirect() {
    assertThat(NOT_REGISTERED).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    for (var uri : NOT_REGISTERED) {
      assertPage(uri, authorize(Map.of("redirect_uri", uri)));
      assertPage(uri, authorize(Map.of("redirect_uri", uri, "prompt", "none")));
      assertPage(uri, authorize(Map.of("redirect_uri", uri, "scope", "zzz")));
      assertPage(uri, posted(Map.of("redirect_uri", uri, "response_mode", "form_post")));
    }
    // Another client's address is nobody else's.
    assertPage("another's", authorize(Map.of("redirect_uri", SaomaServer.PAGE_CALLBACK)));
  }

  @Test
  void O02_anAddressThatIsMissingOrSentTwiceIsAPage() {
    var without = request(Map.of());
    without.remove("redirect_uri");
    var browser = server.browser();
    assertPage("missing", browser.get("/authorize?" + Browser.encoded(without)));
    assertPage("empty", authorize(Map.of("redirect_uri", "")));
    assertPage("posted without", browser.post("/authorize", without, "text/html", "cross-site"));

    var again = "&redirect_uri=" + Browser.encoded(Map.of("", SaomaServer.SHOP_CALLBACK));
    assertPage("twice", browser.get(address(Map.of()) + again.replace("==", "=")));
    assertPage("twice, once empty", browser.get(address(Map.of()) + "&redirect_uri="));
    assertPage(
        "twice, once evil",
        browser.get(address(Map.of()) + "&redirect_uri=https%3A%2F%2Fevil.example%2F"));
    assertPage(
        "in query and body",
        browser.post(
            "/authorize?redirect_uri=https%3A%2F%2Fevil.example%2F",
            request(Map.of()), "text/html", "cross-site"));
  }

  @Test
  void O03_nobodyIsLedOnByAFaultyLinkOfASiteThatNobodyVouchesFor() {
    var stranger = Map.of("client_id", SaomaServer.PAGE, "redirect_uri", SaomaServer.PAGE_CALLBACK);
    for (var fault :
        List.of(
            Map.of("scope", "zzz"),
            Map.of("response_type", "token"),
            Map.of("prompt", "none login"),
            Map.of("request_uri", "https://evil.example/"))) {
      var changes = new LinkedHashMap<>(stranger);
      changes.putAll(fault);
      for (var answer : List.of(authorize(changes), posted(changes))) {
        assertThat(answer.statusCode()).as(fault.toString()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.headers().firstValue("Refresh")).isEmpty();
        assertThat(answer.body())
            .doesNotContain("http-equiv=\"refresh\"")
            .containsOnlyOnce("href=\"http")
            .containsPattern("href=\"" + SaomaServer.PAGE_CALLBACK + "\\?[^\"]*error=");
      }
    }
    assertReturned("invalid_scope", authorize(Map.of("scope", "zzz")));
  }

  @Test
  void O03_norByAFormNorBySilence() {
    var stranger = new LinkedHashMap<String, String>();
    stranger.put("client_id", SaomaServer.PAGE);
    stranger.put("redirect_uri", SaomaServer.PAGE_CALLBACK);
    stranger.put("prompt", "none");
    assertAsked("href=\"" + SaomaServer.PAGE_CALLBACK + "?", authorize(stranger));
    stranger.put("response_mode", "form_post");
    assertAsked("action=\"" + SaomaServer.PAGE_CALLBACK + "\"", authorize(stranger));
    stranger.put("prompt", "");
    stranger.put("scope", "zzz");
    assertAsked("action=\"" + SaomaServer.PAGE_CALLBACK + "\"", authorize(stranger));

    assertReturned("login_required", authorize(Map.of("prompt", "none")));
  }

  private static void assertAsked(String way, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
    assertThat(answer.body()).contains(way).doesNotContain("<script", "http-equiv=\"refresh\"");
  }

  @Test
  void aHeadDoesNothing() {
    var browser = signedIn();
    var before = server.database().text("SELECT count(*) FROM authorization_code");
    var head = browser.head(address(Map.of()));
    assertThat(head.statusCode()).isEqualTo(405);
    assertThat(head.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
    assertThat(server.database().text("SELECT count(*) FROM authorization_code")).isEqualTo(before);
  }

  @Test
  void theLongestStateComesBack() {
    var state = "s".repeat(4096);
    var answer = authorize(signedIn(), Map.of("state", state));
    assertThat(returned(answer)).containsEntry("state", state).containsKey("code");
    assertPage("longer", authorize(Map.of("state", state + "s")));
  }

  @Test
  void whoThePersonMayBeIsNotKept() {
    var answer = authorize(Map.of("login_hint", "canary-of-a-person"));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(server.database().dump()).doesNotContain("canary-of-a-person");
  }

  @Test
  void aSilentPostLeavesNothing() {
    var rows = "SELECT count(*) FROM interaction";
    var before = server.database().text(rows);
    var answer = posted(Map.of("prompt", "none"));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(Login.location(answer)).contains("/authorize?", "prompt=none");
    assertThat(server.database().text(rows)).isEqualTo(before);
    assertPage("too long", posted(Map.of("prompt", "none", "login_hint", "h".repeat(8_000))));
  }

  @Test
  void aNetworkKeepsOnlySoManyRequests() {
    try (var small =
        SaomaServer.start(SaomaServer.Options.standard().set("saoma.pictures-per-minute", "1"))) {
      var statuses = new ArrayList<Integer>();
      for (int i = 0; i < 3; i++) {
        statuses.add(new Browser(small.issuer()).get(address(Map.of())).statusCode());
      }
      assertThat(statuses).containsExactly(303, 303, 429);
      assertThat(small.database().text("SELECT count(*) FROM interaction")).isEqualTo("2");
    }
  }

  @Test
  void O09_plainChallengesAndNoneAtAllAreRefused() {
    for (var method : List.of("plain", "s256", "S512", "none", "")) {
      assertReturned("invalid_request", authorize(Map.of("code_challenge_method", method)));
    }
    for (var challenge : List.of("", "x", "x".repeat(42), "x".repeat(44), "=".repeat(43))) {
      assertReturned("invalid_request", authorize(Map.of("code_challenge", challenge)));
    }
    var trusted =
        Map.of(
            "client_id",
            "trusted",
            "redirect_uri",
            "http://localhost:9/trusted",
            "code_challenge",
            "",
            "code_challenge_method",
            "");
    assertThat(returned(authorize(trusted))).containsEntry("error", "invalid_request");
  }

  /** Every way in which a request can end, as the parameters that came back. */
  private Map<String, Map<String, String>> outcomes() {
    var outcomes = new LinkedHashMap<String, Map<String, String>>();
    var faults = new LinkedHashMap<String, Map<String, String>>();
    faults.put("invalid_scope", Map.of("scope", "email"));
    faults.put("unsupported_response_type", Map.of("response_type", "id_token"));
    faults.put("unsupported: token", Map.of("response_type", "token"));
    faults.put("hybrid", Map.of("response_type", "code id_token"));
    faults.put("no response_type", Map.of("response_type", ""));
    faults.put("request", Map.of("request", "e30.e30."));
    faults.put("request_uri", Map.of("request_uri", "urn:x"));
    faults.put("registration", Map.of("registration", "{}"));
    faults.put("plain", Map.of("code_challenge_method", "plain"));
    faults.put("challenge", Map.of("code_challenge", "short"));
    faults.put("response_mode", Map.of("response_mode", "fragment"));
    faults.put("prompt none login", Map.of("prompt", "none login"));
    faults.put("prompt", Map.of("prompt", "dance"));
    faults.put("max_age", Map.of("max_age", "-7"));
    faults.put("max_age soon", Map.of("max_age", "soon"));
    faults.put("hint", Map.of("id_token_hint", "e30.e30.AAAA"));
    faults.put("nonce", Map.of("nonce", "n".repeat(4_097)));
    faults.forEach((name, fault) -> outcomes.put(name, returned(authorize(fault))));
    outcomes.put("login_required", returned(authorize(Map.of("prompt", "none"))));

    var success = Login.begin(server, server.browser());
    var phone = server.phone();
    phone.confirm(phone.scan(success.scene()));
    outcomes.put("success", returned(success.complete()));
    outcomes.put(
        "silent success", returned(authorize(success.browser(), Map.of("prompt", "none"))));
    var club = Site.publicClient(server, "club").request();
    var silent = new LinkedHashMap<>(club);
    silent.put("prompt", "none");
    outcomes.put("consent_required", offered(authorize(success.browser(), silent)));
    var asked = Login.location(authorize(success.browser(), club));
    outcomes.put("consent denied", returned(answer(success.browser(), asked, "deny")));
    var denied = Login.begin(server, server.browser());
    phone.deny(phone.scan(denied.scene()));
    outcomes.put("access_denied", returned(denied.complete()));
    return outcomes;
  }

  /** Answers the consent page at {@code address}. */
  private static HttpResponse<String> answer(Browser browser, String address, String decision) {
    var page = browser.get(address);
    assertThat(page.statusCode()).as(address).isEqualTo(200);
    return browser.post(address, Map.of("csrf", csrf(page), "decision", decision));
  }

  private static String csrf(HttpResponse<String> page) {
    var matcher = Pattern.compile("name=\"csrf\" value=\"([^\"]+)").matcher(page.body());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  void O13_everyAnswerSaysWhoGivesIt() {
    var outcomes = outcomes();
    outcomes.forEach(
        (name, parameters) ->
            assertThat(parameters)
                .as(name)
                .containsEntry("iss", server.issuer().toString())
                .containsEntry("state", "state-of-the-site")
                .containsKey(name.contains("success") ? "code" : "error"));
    assertThat(outcomes).hasSizeGreaterThanOrEqualTo(20);

    var form = confirmed(Map.of("response_mode", "form_post")).complete();
    assertThat(form.body())
        .contains("name=\"iss\" value=\"" + server.issuer() + "\"")
        .contains("name=\"code\"");
    var leave =
        authorize(
            Map.of(
                "client_id",
                SaomaServer.PAGE,
                "redirect_uri",
                SaomaServer.PAGE_CALLBACK,
                "scope",
                "zzz"));
    assertThat(leave.body()).contains("iss=" + Browser.encoded(Map.of("", issuer())).substring(1));
    var metadata = server.browser().get("/.well-known/openid-configuration");
    assertThat(Login.json(metadata).path("authorization_response_iss_parameter_supported"))
        .hasToString("true");
    assertThat(Login.json(metadata).path("issuer").asText()).isEqualTo(issuer());
  }

  private String issuer() {
    return server.issuer().toString();
  }

  private Login confirmed(Map<String, String> changes) {
    var login = Login.begin(server, server.browser(), changes);
    var phone = server.phone();
    assertThat(phone.confirm(phone.scan(login.scene())).status()).isEqualTo(200);
    return login;
  }

  /** Somebody else's server, who counts how often it is called. */
  private static final class Listener implements AutoCloseable {
    private final HttpServer http;
    private final AtomicInteger hits = new AtomicInteger();

    Listener() throws IOException {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.createContext(
          "/",
          exchange -> {
            hits.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      http.start();
    }

    String address() {
      return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
      http.stop(0);
    }
  }

  @Test
  void O18_nothingThatARequestNamesIsFetched() throws IOException {
    try (var listener = new Listener()) {
      for (var uri : List.of(listener.address(), listener.address() + "jwt#x", "urn:saoma:x")) {
        assertReturned("request_uri_not_supported", authorize(Map.of("request_uri", uri)));
        assertReturned("request_uri_not_supported", posted(Map.of("request_uri", uri)));
      }
      var url = listener.address();
      assertReturned(
          "registration_not_supported",
          authorize(Map.of("registration", "{\"jwks_uri\":\"" + url + "\"}")));
      var header = "{\"alg\":\"RS256\",\"jku\":\"" + url + "\",\"x5u\":\"" + url + "\"}";
      var token = base64(header) + ".e30.AAAA";
      assertReturned("request_not_supported", authorize(Map.of("request", token)));
      assertReturned("invalid_request", authorize(Map.of("id_token_hint", token)));
      for (var name : List.of("login_hint", "resource", "audience", "jku", "logo_uri", "nonce")) {
        assertThat(authorize(Map.of(name, url)).statusCode()).as(name).isEqualTo(303);
      }
      assertThat(listener.hits).hasValue(0);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void O30_O31_aHintIsAnIdTokenThatWeSignedAndNothingElse() throws Exception {
    var login = confirmed(Map.of());
    var tokens = Login.json(Site.shop(server).redeem(login, login.complete()));
    var idToken = tokens.path("id_token").asText();
    var silent = Map.of("prompt", "none", "id_token_hint", idToken);
    assertThat(returned(authorize(login.browser(), silent))).containsKey("code");
    assertReturned("login_required", authorize(server.browser(), silent));

    try (var listener = new Listener()) {
      var claims = idToken.split("\\.", 3)[1];
      var forged = new ArrayList<String>();
      forged.add(tokens.path("access_token").asText());
      for (var algorithm : List.of("none", "None", "NONE", "nOnE")) {
        forged.add(base64("{\"alg\":\"" + algorithm + "\"}") + "." + claims + ".");
      }
      var jwks = server.browser().get("/jwks.json").body();
      var keys = Login.json(server.browser().get("/jwks.json")).path("keys");
      for (var key : keys) {
        forged.add(signed(key.toString(), key.path("kid").asText(), idToken));
        forged.add(signed(key.path("n").asText() + key.path("x").asText(), null, idToken));
      }
      forged.add(signed(jwks, keys.path(0).path("kid").asText(), idToken));
      for (var kid : List.of("../../dev/null", "' or 1=1", "", "0", listener.address())) {
        forged.add(base64("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}") + "." + claims + ".AAAA");
      }
      var jku = "\"jku\":\"" + listener.address() + "\",\"x5u\":\"" + listener.address() + "\"";
      forged.add(base64("{\"alg\":\"RS256\"," + jku + "}") + "." + claims + ".AAAA");
      // The signature of another token, and a changed claim under the right one.
      forged.add(base64("{\"alg\":\"RS256\"}") + "." + claims + "." + idToken.split("\\.", 3)[2]);
      forged.add(idToken.replace("." + claims + ".", "." + base64("{\"sub\":\"x\"}") + "."));
      for (var hint : forged) {
        assertReturned(
            "invalid_request",
            authorize(login.browser(), Map.of("prompt", "none", "id_token_hint", hint)));
      }
      assertThat(listener.hits).hasValue(0);
    }
  }

  /** The claims of {@code token} under a MAC whose secret is what everybody may read. */
  private static String signed(String publicText, @Nullable String kid, String token)
      throws JOSEException, java.text.ParseException {
    var claims = SignedJWT.parse(token).getJWTClaimsSet();
    var forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).keyID(kid).build(),
            new JWTClaimsSet.Builder(claims).claim("amr", List.of("mca")).build());
    forged.sign(new MACSigner((publicText + "0".repeat(32)).getBytes(UTF_8)));
    return forged.serialize();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token",
        "id_token",
        "id_token token",
        "code token",
        "code id_token",
        "code id_token token",
        "none",
        "CODE",
        "code code"
      })
  void O35_onlyTheCodeIsAResponse(String type) {
    assertReturned("unsupported_response_type", authorize(Map.of("response_type", type)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "form_post.jwt",
        "query.jwt",
        "fragment.jwt",
        "jwt",
        "fragment",
        "web_message",
        "QUERY",
        "Form_Post",
        "query form_post",
        "form_post ",
        "x"
      })
  void O36_onlyTwoResponseModesAreKnown(String mode) {
    assertReturned("invalid_request", authorize(Map.of("response_mode", mode)));
    assertReturned("invalid_request", posted(Map.of("response_mode", mode)));
  }

  @Test
  void O37_silenceHasNoSideEffect() {
    for (var browser : List.of(server.browser(), Login.begin(server, server.browser()).browser())) {
      var cookies = Map.copyOf(browser.cookies());
      var rows = List.of(count("interaction"), count("ticket"), count("audit_event"));
      for (var more :
          List.of(
              Map.of("prompt", "none"),
              Map.of("prompt", "none", "max_age", "0"),
              Map.of("prompt", "none", "response_mode", "query"))) {
        var answer = authorize(browser, more);
        assertReturned("login_required", answer);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
      }
      var form = authorize(browser, Map.of("prompt", "none", "response_mode", "form_post"));
      assertThat(form.body()).contains("value=\"login_required\"");
      assertThat(browser.cookies()).isEqualTo(cookies);
      assertThat(List.of(count("interaction"), count("ticket"), count("audit_event")))
          .isEqualTo(rows);
    }
  }

  @Test
  void O38_anOldSignInIsNoNewOne() {
    var first = confirmed(Map.of());
    var before = Site.shop(server).claims(first, first.complete()).path("auth_time").asLong();
    var browser = first.browser();
    var sid = browser.cookie("saoma_sid");
    var aged =
        server
            .database()
            .execute(
                "UPDATE browser_session SET auth_time = auth_time - 2 * INTERVAL '1' SECOND"
                    + " WHERE ended_at IS NULL");
    assertThat(aged).isPositive();
    assertThat(Login.location(authorize(browser, Map.of("max_age", "3600"))))
        .startsWith(SaomaServer.SHOP_CALLBACK);
    for (var stale : List.of(Map.of("max_age", "1"), Map.of("prompt", "login"))) {
      assertThat(Login.location(authorize(browser, stale))).contains("/login/");
    }
    assertReturned("login_required", authorize(browser, Map.of("max_age", "1", "prompt", "none")));

    // Who cancels keeps what there was.
    var again = Login.begin(server, browser, Map.of("max_age", "1"));
    var phone = server.phone();
    phone.deny(phone.scan(again.scene()));
    assertReturned("access_denied", again.complete());
    assertThat(browser.cookie("saoma_sid")).isEqualTo(sid);
    assertThat(returned(authorize(browser, Map.of("prompt", "none")))).containsKey("code");

    var renewed = Login.begin(server, browser, Map.of("max_age", "1"));
    phone.confirm(phone.scan(renewed.scene()));
    var after = Site.shop(server).claims(renewed, renewed.complete()).path("auth_time").asLong();
    assertThat(after).isGreaterThanOrEqualTo(before);
    assertThat(after).isBetween(now() - 30, now() + 1);
  }

  private long now() {
    return (long)
        Double.parseDouble(
            server
                .database()
                .text(
                    "SELECT EXTRACT(EPOCH FROM clock_timestamp()) FROM"
                        + " (VALUES (1)) AS one(x)"));
  }

  @Test
  void O39_anotherPersonThanTheHintNamesIsNobody() {
    var first = confirmed(Map.of());
    var hint =
        Login.json(Site.shop(server).redeem(first, first.complete())).path("id_token").asText();
    var login = Login.begin(server, server.browser(), Map.of("id_token_hint", hint));
    var another = server.phone();
    another.confirm(another.scan(login.scene()));
    assertReturned("login_required", login.complete());
    assertThat(Kept.of(server, login).codes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client_id",
        "redirect_uri",
        "response_type",
        "response_mode",
        "scope",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
        "prompt",
        "max_age",
        "acr_values",
        "login_hint",
        "interaction",
        "whatever"
      })
  void O40_aParameterThatIsSentTwiceIsReadInNoWay(String name) {
    var once = request(Map.of());
    once.remove(name);
    once.remove("whatever");
    var query = Browser.encoded(once);
    var value = request(Map.of()).getOrDefault(name, "x");
    var pair = Browser.encoded(Map.of(name, value));
    var browser = server.browser();
    for (var twice :
        List.of(
            query + "&" + pair + "&" + pair,
            pair + "&" + query + "&" + pair,
            query + "&" + name + "=&" + pair,
            query + "&" + name + "&" + name,
            query + "&" + pair + "&" + escaped(name) + "=x")) {
      assertPage(twice, browser.get("/authorize?" + twice));
      var wire = new Wire(server.issuer(), Map.of());
      var posted =
          wire.post("/authorize", "application/x-www-form-urlencoded", twice.getBytes(UTF_8));
      assertThat(posted.status()).as(twice).isEqualTo(400);
      assertThat(posted.header("Location")).as(twice).isEmpty();
    }
    for (var inBoth : List.of(pair, name + "=")) {
      assertPage(
          "query and body: " + name,
          browser.post("/authorize?" + inBoth, request(Map.of()), "text/html", "cross-site"));
    }
  }

  /** The same name in another spelling. */
  private static String escaped(String name) {
    return "%" + Integer.toHexString(name.charAt(0)) + name.substring(1);
  }

  @Test
  void O41_aStateComesBackAsItWasOrIsRefused() {
    for (var state :
        List.of(
            "s".repeat(384),
            "s".repeat(4_096),
            "\ud83d\ude00\u4e2d\u6587",
            "a b+c&d=e;f#g?h%20i",
            "\"'<>`",
            "\u007f\t\r\n.",
            "%00",
            "\u202e\u2028")) {
      var answer = authorize(Map.of("state", state, "prompt", "none"));
      assertThat(answer.statusCode()).as(state).isEqualTo(303);
      assertThat(returned(answer)).as(state).containsEntry("state", state);
    }
    for (var odd : List.of("%00", "a%00b", "%ff", "%c0%80", "%", "%zz", "%ed%a0%80")) {
      var query =
          address(Map.of("prompt", "none")).replace("state=state-of-the-site", "state=" + odd);
      assertThat(new Wire(server.issuer(), Map.of()).get(query).status()).as(odd).isEqualTo(400);
    }
    var nonce = "\ud83d\ude00" + "n".repeat(384);
    var login = confirmed(Map.of("nonce", nonce));
    assertThat(Site.shop(server).claims(login, login.complete()).path("nonce").asText())
        .isEqualTo(nonce);
  }

  /** Tomcat gives 8 kB to an answer's headers. */
  @Test
  void O41_theAnswerToTheLongestRequestFitsAHeader() {
    var browser = signedIn();
    var changes =
        Map.of(
            "client_id",
            "far",
            "redirect_uri",
            FAR,
            "state",
            "\u4e2d".repeat(455),
            "nonce",
            "n".repeat(4_096),
            "acr_values",
            "a".repeat(5_000));
    var posted = browser.post("/authorize", request(changes), "text/html", "cross-site");
    var asked = Login.location(browser.get(Login.location(posted)));
    var answered = answer(browser, asked, "allow");
    var last = browser.get(Login.location(answered));
    assertThat(last.statusCode()).isEqualTo(303);
    assertThat(returned(last)).containsKey("code").containsEntry("state", "\u4e2d".repeat(455));
    var bytes =
        last.headers().map().entrySet().stream()
            .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + value))
            .mapToInt(line -> line.length() + 4)
            .sum();
    assertThat(bytes).isBetween(6_000, 7_700);
  }

  @Test
  void O47_noRedirectSendsAFormOn() {
    var redirects = new ArrayList<HttpResponse<String>>();
    var login = confirmed(Map.of());
    var waiting = Login.begin(server, server.browser());
    redirects.add(authorize(Map.of()));
    redirects.add(posted(Map.of()));
    redirects.add(posted(Map.of("scope", "zzz")));
    redirects.add(waiting.browser().post(waiting.step("rotate"), waiting.form()));
    redirects.add(waiting.browser().post(waiting.step("digits"), waiting.form()));
    redirects.add(login.complete());
    var denied = Login.begin(server, server.browser());
    var phone = server.phone();
    phone.deny(phone.scan(denied.scene()));
    redirects.add(denied.complete());
    var browser = login.browser();
    var club = Site.publicClient(server, "club").request();
    for (var decision : List.of("deny", "allow")) {
      var asked = authorize(browser, club);
      redirects.add(asked);
      var answered = answer(browser, Login.location(asked), decision);
      redirects.add(answered);
      if (decision.equals("allow")) {
        redirects.add(browser.get(Login.location(answered)));
      }
    }
    assertThat(redirects).hasSize(12);
    for (var redirect : redirects) {
      assertThat(redirect.statusCode())
          .as(redirect.request().method() + " " + redirect.uri())
          .isEqualTo(303);
      assertThat(redirect.headers().allValues("Location")).hasSize(1);
    }
  }

  @Test
  void O53_aSiteThatNobodyVouchesForIsAskedForEveryTime() {
    var browser = signedIn();
    var club = Site.publicClient(server, "club").request();
    for (int round = 0; round < 2; round++) {
      var asked = authorize(browser, club);
      assertThat(Login.location(asked)).as("round " + round).contains("/consent/");
      var page = browser.get(Login.location(asked));
      assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("frame-ancestors 'none'");
      // Neither going on without an answer nor an answer from another page is one.
      var address = Login.location(asked);
      var id = address.substring(address.lastIndexOf('/') + 1);
      assertThat(Login.location(browser.get("/authorize?interaction=" + id)))
          .contains("/consent/" + id);
      var form = Map.of("csrf", csrf(page), "decision", "allow");
      for (var site : List.of("cross-site", "same-site", "none")) {
        assertThat(browser.post(address, form, "text/html", site).statusCode()).isEqualTo(403);
      }
      var noToken = Map.of("csrf", "x", "decision", "allow");
      assertThat(browser.post(address, noToken).statusCode()).isEqualTo(403);
      assertThat(browser.get(address + "?" + Browser.encoded(form)).statusCode()).isEqualTo(200);
      var stranger = signedIn();
      assertThat(stranger.post(address, form).statusCode()).isEqualTo(400);
      var answered = browser.post(address, form);
      assertThat(returned(browser.get(Login.location(answered)))).containsKey("code");
      assertThat(browser.post(address, form).statusCode()).isEqualTo(410);
    }
    var silent = new LinkedHashMap<>(club);
    silent.put("prompt", "none");
    assertThat(offered(authorize(browser, silent))).containsEntry("error", "consent_required");
  }

  @Test
  void O54_whatIsStoredIsWhatWasShown() {
    var browser = signedIn();
    var club = Site.publicClient(server, "club").request();
    var address = Login.location(authorize(browser, club));
    var page = browser.get(address);
    var form = Map.of("csrf", csrf(page), "decision", "allow");
    for (var more :
        List.of(
            Map.of("scope", "openid offline_access"),
            Map.of("client_id", SaomaServer.SHOP),
            Map.of("share_phone", "yes"),
            Map.of("redirect_uri", SaomaServer.SHOP_CALLBACK),
            Map.of("account", "x"))) {
      var changed = new LinkedHashMap<>(form);
      changed.putAll(more);
      assertThat(browser.post(address, changed).statusCode()).as(more.toString()).isEqualTo(400);
      var inQuery = address + "?" + Browser.encoded(more);
      assertThat(browser.post(inQuery, form).statusCode()).as(more.toString()).isEqualTo(400);
    }
    assertThat(clubsConsents()).isEqualTo("0");

    assertThat(browser.post(address, form).statusCode()).isEqualTo(303);
    assertThat(clubsConsents()).isEqualTo("1");
    assertThat(server.database().text("SELECT scope FROM consent WHERE client_id = 'club'"))
        .isEqualTo("openid");
  }

  private String clubsConsents() {
    return server
        .database()
        .text(
            "SELECT COUNT(*) FROM consent WHERE client_id = 'club'"
                + " AND given_at > clock_timestamp() - INTERVAL '1' MINUTE"
                + " AND account_id = (SELECT account_id FROM browser_session ORDER BY expires_at DESC"
                + " FETCH FIRST 1 ROWS ONLY)");
  }
}
