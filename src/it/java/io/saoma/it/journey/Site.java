package io.saoma.it.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.saoma.journey.Browser;
import io.saoma.journey.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A site of a test's own, on an origin of its own: it asks for logins and redeems codes. */
public final class Site implements AutoCloseable {
  private final HttpServer server;

  private Site(HttpServer server) {
    this.server = server;
  }

  /** Opens one on a free port. */
  public static Site open() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> show(exchange, "<title>Arrived</title>"));
      server.createContext("/frames", Site::frames);
      server.start();
      return new Site(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page that tries to frame what its query names, separated by blanks. */
  private static void frames(HttpExchange exchange) throws IOException {
    var page = new StringBuilder("<title>Framing</title>");
    for (var address : exchange.getRequestURI().getQuery().split(" ", -1)) {
      page.append("<iframe src=\"").append(address).append("\"></iframe>");
    }
    show(exchange, page.toString());
  }

  private static void show(HttpExchange exchange, String page) throws IOException {
    var bytes = ("<!doctype html><html lang=en><meta charset=utf-8>" + page).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, bytes.length);
    try (var body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  /** Its origin. */
  public URI base() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** The redirect URI of its clients. */
  public URI callback() {
    return base().resolve("/callback");
  }

  /** What a request of {@code client} says instead of the usual. */
  public Map<String, String> request(String client) {
    return Map.of("client_id", client, "redirect_uri", callback().toString());
  }

  /** Where it sends a browser. */
  public URI login(URI issuer, String client, CodeVerifier verifier) {
    var parameters = Login.request(verifier);
    parameters.putAll(request(client));
    return issuer.resolve("/authorize?" + Browser.encoded(parameters));
  }

  /** The token endpoint's answer to a code. */
  public HttpResponse<String> redeem(
      URI issuer, String client, String code, CodeVerifier verifier) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", callback().toString());
    form.put("code_verifier", verifier.getValue());
    return ask(issuer, client, form);
  }

  /** The token endpoint's answer to a refresh token. */
  public HttpResponse<String> refresh(URI issuer, String client, String refreshToken) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    return ask(issuer, client, form);
  }

  private HttpResponse<String> ask(URI issuer, String client, Map<String, String> form) {
    form.put("client_id", client);
    return new Browser(issuer).post("/token", form, "application/json", null);
  }

  /** The status of {@code /userinfo} for an access token. */
  public static int userInfo(URI issuer, @Nullable String accessToken) {
    return new Browser(issuer)
        .header("Authorization", "Bearer " + accessToken)
        .fetch("/userinfo")
        .statusCode();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
