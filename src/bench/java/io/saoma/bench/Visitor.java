package io.saoma.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.saoma.journey.Browser;
import io.saoma.journey.Login;
import io.saoma.journey.Phone;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** One person with a browser and a phone, and the site that they sign in to. */
final class Visitor {
  static final String CALLBACK = "http://localhost:9/callback";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Deployment deployment;
  private final String client;
  private final Phone phone;
  private final String address;
  private Browser browser;
  private Browser api;
  private String refreshToken = "";

  /** Somebody new, at an address of their own, at the site of this name. */
  Visitor(Deployment deployment, String client) {
    this.deployment = deployment;
    this.client = client;
    var number = COUNT.incrementAndGet();
    this.address = "10.%d.%d.1".formatted(number / 250, number % 250);
    this.browser = browser();
    this.api = browser();
    var wechat = deployment.wechat();
    this.phone = new Phone(deployment.issuer(), wechat, wechat.person()).from(address);
  }

  private Browser browser() {
    return new Browser(deployment.issuer()).header("X-Forwarded-For", address);
  }

  /** Signed in, and the site has tokens. */
  Visitor signedIn() {
    login();
    return this;
  }

  /** From a browser that has no session to the tokens, with every request that a page makes. */
  void login() {
    browser.cookies().remove("saoma_sid");
    confirmed(new long[2]);
  }

  /** The nanoseconds from sending the confirmation to the answer of the poll that waits for it. */
  long answerAfterConfirm() {
    browser.cookies().remove("saoma_sid");
    var times = new long[2];
    confirmed(times);
    return times[1] - times[0];
  }

  private void confirmed(long[] times) {
    var login = Login.begin(deployment.wechat(), browser, request());
    var scene = login.scene();
    var scanSeen = poll(login, login.version());
    var scanned = phone.scan(scene);
    var version = Login.json(expect(200, scanSeen.join())).path("v").asLong();
    var confirmSeen =
        poll(login, version).whenComplete((answer, failure) -> times[1] = System.nanoTime());
    times[0] = System.nanoTime();
    var confirmed = phone.confirm(scanned);
    var state = Login.json(expect(200, confirmSeen.join())).path("state").asText();
    if (!state.equals("confirmed")) {
      throw new IllegalStateException(state + ", " + confirmed);
    }
    redeem(login.complete(), login.verifier());
  }

  /** Opens the login page in a new browser and waits there; the answer comes when it is over. */
  CompletableFuture<HttpResponse<String>> waits() {
    var login = Login.begin(deployment.wechat(), browser(), request());
    return poll(login, login.version());
  }

  private static CompletableFuture<HttpResponse<String>> poll(Login login, long version) {
    return login.browser().fetchLater(login.stateAddress(version));
  }

  private Map<String, String> request() {
    return Map.of("client_id", client, "redirect_uri", CALLBACK);
  }

  /** A code by the browser's session, redeemed. */
  void codeFlow() {
    var verifier = new CodeVerifier();
    var parameters = Login.request(verifier);
    parameters.putAll(request());
    redeem(browser.get("/authorize?" + Browser.encoded(parameters)), verifier);
  }

  private void redeem(HttpResponse<String> redirect, CodeVerifier verifier) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", Login.code(redirect));
    form.put("redirect_uri", CALLBACK);
    form.put("code_verifier", verifier.getValue());
    keep(token(form));
  }

  /** The next tokens for the present refresh token. */
  void refresh() {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    keep(token(form));
  }

  private JsonNode token(Map<String, String> form) {
    form.put("client_id", client);
    return Login.json(expect(200, browser().post("/token", form, "application/json", null)));
  }

  private void keep(JsonNode tokens) {
    refreshToken = tokens.path("refresh_token").asText();
    api = browser().header("Authorization", "Bearer " + tokens.path("access_token").asText());
  }

  void userInfo() {
    expect(200, api.fetch("/userinfo"));
  }

  void discovery() {
    expect(200, api.fetch("/.well-known/openid-configuration"));
  }

  void jwks() {
    expect(200, api.fetch("/jwks"));
  }

  private static HttpResponse<String> expect(int status, HttpResponse<String> response) {
    if (response.statusCode() != status) {
      throw new IllegalStateException(response + " " + response.body());
    }
    return response;
  }
}
