package io.saoma.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A site's own server: it redeems what a browser brought back. */
final class Site {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SaomaServer server;
  private final String clientId;
  private final @Nullable String secret;
  private final String callback;

  private Site(SaomaServer server, String clientId, @Nullable String secret, String callback) {
    this.server = server;
    this.clientId = clientId;
    this.secret = secret;
    this.callback = callback;
  }

  static Site shop(SaomaServer server) {
    return new Site(server, SaomaServer.SHOP, SaomaServer.SHOP_SECRET, SaomaServer.SHOP_CALLBACK);
  }

  /** One that was added by {@link SaomaServer.Options#client}. */
  static Site publicClient(SaomaServer server, String clientId) {
    return new Site(server, clientId, null, "http://localhost:9/" + clientId);
  }

  /** What a request of this site says instead of the shop's. */
  Map<String, String> request() {
    return Map.of("client_id", clientId, "redirect_uri", callback);
  }

  /** The token endpoint's answer to the code in {@code complete}. */
  HttpResponse<String> redeem(Login login, HttpResponse<String> complete) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", Login.code(complete));
    form.put("redirect_uri", callback);
    form.put("code_verifier", login.verifier().getValue());
    return ask(form);
  }

  private HttpResponse<String> ask(Map<String, String> form) {
    var program = server.browser();
    if (secret == null) {
      form.put("client_id", clientId);
    } else {
      var credentials = (clientId + ":" + secret).getBytes(UTF_8);
      program.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }
    return program.post("/token", form, "application/json", null);
  }

  /** The token endpoint's answer to a refresh token. */
  HttpResponse<String> refresh(String refreshToken) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    return ask(form);
  }

  /** The claims of the ID token for the code in {@code complete}. */
  JsonNode claims(Login login, HttpResponse<String> complete) {
    return claims(redeem(login, complete));
  }

  static JsonNode claims(HttpResponse<String> tokens) {
    var idToken = Login.json(tokens).path("id_token").asText();
    if (idToken.isEmpty()) {
      throw new IllegalStateException(tokens.statusCode() + " " + tokens.body());
    }
    return claims(idToken);
  }

  static JsonNode claims(String idToken) {
    try {
      return JSON.readTree(
          new String(Base64.getUrlDecoder().decode(idToken.split("\\.", 3)[1]), UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
