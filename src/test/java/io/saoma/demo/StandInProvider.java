package io.saoma.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider that logs everybody in at once, and keeps what it was asked. */
final class StandInProvider implements AutoCloseable {
  static final String CLIENT_ID = "demo-shop";
  static final String CLIENT_SECRET = "sample-secret-of-the-test-000000000000000000";
  static final String SUBJECT = "subject-<of>-the-test";

  private final HttpServer server;
  private final RSAKey key;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final List<Map<String, String>> authorizations = new CopyOnWriteArrayList<>();
  private volatile String error = "";

  StandInProvider(int port) throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("k").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/.well-known/openid-configuration", this::discovery);
    server.createContext(
        "/jwks", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  URI issuer() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** From now on everybody is refused with this error. */
  void refuseWith(String code) {
    error = code;
  }

  List<Map<String, String>> authorizations() {
    return List.copyOf(authorizations);
  }

  private void discovery(HttpExchange exchange) throws IOException {
    json(
        exchange,
        200,
        """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
         "jwks_uri":"%1$s/jwks","response_types_supported":["code"],
         "subject_types_supported":["pairwise"],
         "id_token_signing_alg_values_supported":["RS256"],
         "code_challenge_methods_supported":["S256"],
         "token_endpoint_auth_methods_supported":["client_secret_basic"]}
        """
            .formatted(issuer()));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
    authorizations.add(asked);
    String code = "code-" + authorizations.size();
    codes.put(code, asked);
    String answer = error.isEmpty() ? "code=" + code : "error=" + error;
    exchange
        .getResponseHeaders()
        .add("Location", asked.get("redirect_uri") + "?" + answer + "&state=" + asked.get("state"));
    exchange.sendResponseHeaders(303, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> asked =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> authorization = codes.remove(asked.get("code"));
    String expected =
        Base64.getEncoder()
            .encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
    boolean client =
        ("Basic " + expected).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    if (authorization == null || !client || !proves(asked, authorization)) {
      json(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    json(
        exchange,
        200,
        "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\""
            + idToken(authorization.getOrDefault("nonce", ""))
            + "\"}");
  }

  private static boolean proves(Map<String, String> asked, Map<String, String> authorization) {
    CodeVerifier verifier = new CodeVerifier(asked.get("code_verifier"));
    return CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
        .getValue()
        .equals(authorization.get("code_challenge"));
  }

  private String idToken(String nonce) throws IOException {
    Instant now = Instant.now();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(),
            new JWTClaimsSet.Builder()
                .issuer(issuer().toString())
                .audience(CLIENT_ID)
                .subject(SUBJECT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("auth_time", now.getEpochSecond())
                .claim("acr", "urn:saoma:acr:qr-tap")
                .claim("amr", List.of("mca"))
                .claim("nonce", nonce)
                .build());
    try {
      jwt.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IOException(e);
    }
    return jwt.serialize();
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new ConcurrentHashMap<>();
    URLUtils.parseParameters(query).forEach((name, values) -> parameters.put(name, values.get(0)));
    return parameters;
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    boolean head = exchange.getRequestMethod().equals("HEAD"); // the library looks before it reads
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
