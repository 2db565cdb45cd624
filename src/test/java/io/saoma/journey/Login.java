package io.saoma.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.saoma.sandbox.SandboxControl;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One login of one browser: the page it is on, and what its script and its forms send. */
public final class Login {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SandboxControl camera;
  private final Browser browser;
  private final CodeVerifier verifier;
  private final String interaction;
  private String page;

  private Login(
      SandboxControl camera,
      Browser browser,
      CodeVerifier verifier,
      String interaction,
      String page) {
    this.camera = camera;
    this.browser = browser;
    this.verifier = verifier;
    this.interaction = interaction;
    this.page = page;
  }

  /** A good request of the shop. */
  public static Map<String, String> request(CodeVerifier verifier) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("client_id", SaomaServer.SHOP);
    parameters.put("redirect_uri", SaomaServer.SHOP_CALLBACK);
    parameters.put("response_type", "code");
    parameters.put("scope", "openid");
    parameters.put("state", "state-of-the-site");
    parameters.put("nonce", "nonce-of-the-site");
    parameters.put(
        "code_challenge", CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
    parameters.put("code_challenge_method", "S256");
    return parameters;
  }

  /** Begins a login at the shop, up to the page. */
  public static Login begin(SaomaServer server, Browser browser) {
    return begin(server, browser, Map.of());
  }

  /** Begins a login with other or more parameters, up to the page. */
  public static Login begin(SaomaServer server, Browser browser, Map<String, String> changes) {
    return begin(server.sandbox().control(), browser, changes);
  }

  /** Begins one at any server, whose pictures {@code camera} reads. */
  public static Login begin(SandboxControl camera, Browser browser, Map<String, String> changes) {
    var verifier = new CodeVerifier();
    var parameters = request(verifier);
    parameters.putAll(changes);
    var redirect = browser.get("/authorize?" + Browser.encoded(parameters));
    var address = location(redirect);
    // By its path: a server that thinks itself behind https still listens here.
    var page = browser.get(URI.create(address).getRawPath());
    if (page.statusCode() != 200) {
      throw new IllegalStateException(redirect.statusCode() + " " + address + " " + page);
    }
    return new Login(
        camera, browser, verifier, address.substring(address.lastIndexOf('/') + 1), page.body());
  }

  /** Where a redirect leads. */
  public static String location(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Location")
        .orElseThrow(
            () -> new IllegalStateException(response.statusCode() + " " + response.body()));
  }

  public Browser browser() {
    return browser;
  }

  public String interaction() {
    return interaction;
  }

  public CodeVerifier verifier() {
    return verifier;
  }

  /** The page as it was last loaded. */
  public String page() {
    return page;
  }

  public String poll() {
    return found("name=\"poll\" value=\"([^\"]+)");
  }

  public String csrf() {
    return found("name=\"csrf\" value=\"([^\"]+)");
  }

  public String phrase() {
    return found("class=\"phrase\">([^<]+)");
  }

  /** The letters to be typed, as shown. */
  public String typedCode() {
    return found("id=\"typed\"[^>]*>([^<]+)");
  }

  public long version() {
    return Long.parseLong(found("data-v=\"(\\d+)"));
  }

  /** The word the page was rendered with. */
  public String shownState() {
    return found("data-state=\"([a-z]+)");
  }

  /** The scene in the picture on the page. */
  public String scene() {
    var picture = browser.bytes(imageAddress());
    return camera.decode(picture.body()).scene();
  }

  public String imageAddress() {
    return found("src=\"([^\"]*/image[^\"]*)").replace("&amp;", "&");
  }

  public String step(String name) {
    return "/crossdevice/" + interaction + "/" + name;
  }

  /** The address of the poll that waits for a change after {@code version}. */
  public String stateAddress(long version) {
    return step("state") + "?poll=" + poll() + "&v=" + version;
  }

  /** The present state, without waiting. */
  public JsonNode state() {
    return json(browser.fetch(stateAddress(0)));
  }

  /** What a form of the page carries. */
  public Map<String, String> form() {
    var form = new LinkedHashMap<String, String>();
    form.put("poll", poll());
    form.put("csrf", csrf());
    return form;
  }

  /** Asks for the next picture, as the script does. */
  public HttpResponse<String> rotate() {
    return browser.post(step("rotate"), form(), "application/json", "same-origin");
  }

  /** Types digits, as the script does. */
  public HttpResponse<String> digits(String digits) {
    var form = form();
    form.put("digits", digits);
    return browser.post(step("digits"), form, "application/json", "same-origin");
  }

  /** Collects the login. */
  public HttpResponse<String> complete() {
    return browser.post(step("complete"), form());
  }

  /** Loads the page again. */
  public Login reload() {
    page = browser.get("/login/" + interaction).body();
    return this;
  }

  /** The code in the redirect that ends a login. */
  public static String code(HttpResponse<?> complete) {
    return parameter(complete, "code");
  }

  /** A parameter of the redirect's query; empty when it is not there. */
  public static String parameter(HttpResponse<?> redirect, String name) {
    return List.of(URI.create(location(redirect)).getQuery().split("&")).stream()
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  /** The members of a JSON answer. */
  public static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(response.body(), e);
    }
  }

  private String found(String pattern) {
    var matcher = Pattern.compile(pattern).matcher(page);
    if (!matcher.find()) {
      throw new IllegalStateException("not on the page: " + pattern + "\n" + page);
    }
    return matcher.group(1);
  }
}
