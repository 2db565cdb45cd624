package io.saoma.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.saoma.sandbox.SandboxServer;
import io.saoma.web.Markup;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every answer shares: its headers, its policy, and what it must not say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebSurfaceTest {
  private static final String NEVER = "N".repeat(22);
  private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9_-]{22})'");
  private static final Pattern HANDLER = Pattern.compile("<[^>]*\\son[a-z]+\\s*=");
  private static final String EVIL = "evil.example";

  private SaomaServer server;

  @BeforeAll
  void start() {
    server =
        SaomaServer.start(
            SaomaServer.Options.standard()
                .open()
                .client("digits", ",\"saoma_type_back\":\"always\""));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Login begin() {
    return Login.begin(server, server.browser());
  }

  private Login confirmed(Map<String, String> changes) {
    var login = Login.begin(server, server.browser(), changes);
    var phone = server.phone();
    assertThat(phone.confirm(phone.scan(login.scene())).status()).isEqualTo(200);
    return login;
  }

  private static String authorize(Map<String, String> changes) {
    var request = Login.request(new CodeVerifier());
    request.putAll(changes);
    return "/authorize?" + Browser.encoded(request);
  }

  private static HttpResponse<String> shown(Login login) {
    return login.browser().get("/login/" + login.interaction());
  }

  /** Every page there is, by a name for it. */
  private Map<String, HttpResponse<String>> pages() {
    var pages = new LinkedHashMap<String, HttpResponse<String>>();
    pages.put("waiting", shown(begin()));
    pages.put(
        "waiting on a phone",
        shown(
            Login.begin(
                server,
                server
                    .browser()
                    .header("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)"))));
    var scanned = begin();
    server.phone().scan(scanned.scene());
    pages.put("scanned", shown(scanned));
    pages.put("digits", shown(confirmed(Site.publicClient(server, "digits").request())));
    pages.put("confirmed", shown(confirmed(Map.of())));
    var denied = begin();
    var denier = server.phone();
    denier.deny(denier.scan(denied.scene()));
    pages.put("denied", shown(denied));
    var expired = begin();
    Kept.of(server, expired).due(-1);
    pages.put("expired", shown(expired));
    var blocked = begin();
    server.phone().scan(blocked.scene(), 1048);
    pages.put("blocked", shown(blocked));
    var control = server.sandbox().control();
    control.fault(Map.of("path", "/wxa/getwxacodeunlimit", "times", 3, "errcode", -1));
    pages.put("unavailable", shown(begin()));
    control.clearFaults();
    pages.put("form_post", confirmed(Map.of("response_mode", "form_post")).complete());

    pages.put("unknown client", server.browser().get(authorize(Map.of("client_id", "x"))));
    pages.put(
        "unknown address",
        server.browser().get(authorize(Map.of("redirect_uri", "https://evil.example/"))));
    pages.put("ambiguous request", server.browser().get(authorize(Map.of()) + "&state=2"));
    pages.put("another browser", server.browser().get("/login/" + begin().interaction()));
    var gone = confirmed(Map.of());
    gone.complete();
    pages.put("gone", shown(gone));
    pages.put("forbidden", server.browser().post(begin().step("complete"), Map.of()));
    pages.put("not yet", begin().complete());
    pages.put("index", server.browser().get("/"));
    pages.put("method", server.browser().post("/login/" + begin().interaction(), Map.of()));
    pages.put("too long", server.browser().post("/authorize", Map.of("a", "x".repeat(70_000))));
    var request = new LinkedHashMap<>(Site.publicClient(server, "digits").request());
    var member = confirmed(Map.of());
    member.complete();
    var asked = member.browser().get(authorize(request));
    pages.put("consent", member.browser().get(Login.location(asked)));
    request.put("scope", "zzz");
    pages.put("leave", server.browser().get(authorize(request)));
    return pages;
  }

  @Test
  void H01_everyPageHasItsExactPolicy() {
    var nonces = new HashSet<String>();
    pages()
        .forEach(
            (name, page) -> {
              assertThat(page.headers().firstValue("Content-Type").orElse(""))
                  .as(name + " " + page.statusCode())
                  .isEqualToIgnoringCase("text/html;charset=utf-8".replace(";", ";"))
                  .isNotEmpty();
              assertThat(page.headers().allValues("Content-Security-Policy")).as(name).hasSize(1);
              var policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
              var matcher = NONCE.matcher(policy);
              assertThat(matcher.find()).as(name).isTrue();
              var nonce = matcher.group(1);
              var toSite = page.statusCode() == 200 && !name.equals("index");
              assertThat(policy)
                  .as(name)
                  .isEqualTo(
                      "default-src 'none'; script-src 'nonce-"
                          + nonce
                          + "' 'strict-dynamic'; style-src 'nonce-"
                          + nonce
                          + "'; img-src 'self'; connect-src 'self'; base-uri 'none'; object-src"
                          + " 'none'; "
                          + (toSite ? "" : "form-action 'self'; ")
                          + "frame-ancestors 'none'");
              assertThat(nonces.add(nonce)).as("a nonce of its own: " + name).isTrue();
              assertMarkup(name, page.body(), nonce);
            });
    assertThat(nonces).hasSizeGreaterThanOrEqualTo(17);
  }

  private static void assertMarkup(String name, String page, String nonce) {
    assertThat(HANDLER.matcher(page).find()).as(name).isFalse();
    assertThat(page.toLowerCase(Locale.ROOT))
        .as(name)
        .doesNotContain(" style=", "javascript:", "<base", "<object", "<embed", "<iframe");
    for (var element : List.of("<script", "<style")) {
      Pattern.compile(element + "[^>]*>")
          .matcher(page)
          .results()
          .forEach(tag -> assertThat(tag.group()).as(name).contains("nonce=\"" + nonce + "\""));
    }
  }

  @Test
  void Q36_whatARequestSaysIsNeverMarkup() {
    var payloads = new ArrayList<>(Markup.payloads());
    payloads.add("{{7*7}}<%= 7*7 %>${7*7}#{7*7}");
    payloads.add("\u2028</script><script>window.__xss=1</script>");
    assertThat(payloads).hasSizeGreaterThanOrEqualTo(60);
    var places =
        List.of(
            "state",
            "nonce",
            "login_hint",
            "ui_locales",
            "display",
            "client_id",
            "error",
            "error_description",
            "client_name",
            "redirect_uri",
            "prompt",
            "scope",
            "acr_values",
            "response_mode",
            "response_type",
            "interaction",
            "code_challenge");
    for (var payload : payloads) {
      for (var place : places) {
        var browser =
            server.browser().header("Accept-Language", payload.replaceAll("\\P{ASCII}", ""));
        var answer = browser.get(authorize(Map.of(place, payload)));
        assertInert(payload, place, answer);
        answer
            .headers()
            .firstValue("Location")
            .filter(location -> location.contains("/login/"))
            .ifPresent(location -> assertInert(payload, place, browser.get(location)));
      }
    }
  }

  private static void assertInert(String payload, String place, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(place + " " + payload).isLessThan(500);
    assertThat(answer.body()).as(place).doesNotContain("__xss", payload);
    answer
        .headers()
        .firstValue("Location")
        .ifPresent(
            location ->
                assertThat(location)
                    .as(place)
                    .doesNotContain("<", ">", "\"", "'")
                    .matches("http://localhost(:\\d+)?/.*"));
  }

  @Test
  void Q36_aStateGoesBackInAFormAsTextOnly() {
    var payload = "\"></form><script>window.__xss=1</script><input value=\"'`${7*7}";
    var answer = confirmed(Map.of("response_mode", "form_post", "state", payload)).complete();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("<script>window", "\"></form><");
    assertThat(answer.body()).contains("&lt;script");
    assertThat(answer.body()).containsOnlyOnce("</form>");
  }

  /** Answers of every route and kind, container errors left out. */
  private List<HttpResponse<String>> answers() {
    var browser = server.browser();
    var login = begin();
    var answers = new ArrayList<>(pages().values());
    for (var path :
        List.of(
            "/nothing",
            "/.well-known/nothing",
            "/jwks.json",
            "/assets/saoma.css",
            "/assets/mark.svg",
            "/assets/nothing",
            "/assets/",
            "/assets",
            "/mp/x/scan",
            "/favicon.ico",
            "/robots.txt",
            authorize(Map.of()),
            authorize(Map.of("prompt", "none")))) {
      answers.add(browser.get(path));
    }
    var routes = new ArrayList<>(Routes.all(NEVER, SandboxServer.APPID));
    routes.addAll(Routes.all(login.interaction(), "wx0000000000000009"));
    routes.add("/nothing");
    for (var path : routes) {
      answers.add(browser.get(path));
      answers.add(browser.post(path, Map.of("a", "b")));
      answers.add(browser.post(path, login.form(), "application/json", "cross-site"));
    }
    answers.add(login.browser().fetch(login.stateAddress(0)));
    answers.add(login.browser().fetch(login.imageAddress()));
    answers.add(login.rotate());
    answers.add(server.phone().scan(begin().scene()).response());
    return answers;
  }

  @Test
  void H02_H05_O48_everyAnswerHasTheHeaders() {
    for (var answer : answers()) {
      var what = answer.request().method() + " " + answer.uri() + " " + answer.statusCode();
      var headers = answer.headers();
      assertThat(headers.firstValue("X-Frame-Options")).as(what).hasValue("DENY");
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(what)
          .startsWith("default-src 'none'; ")
          .endsWith("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).as(what).hasValue("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).as(what).hasValue("no-referrer");
      assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).as(what).isPresent();
      assertThat(headers.firstValue("Permissions-Policy")).as(what).isPresent();
      // It would cut a site's popup off.
      assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).as(what).isEmpty();
      assertThat(headers.firstValue("Server")).as(what).isEmpty();
      assertThat(headers.firstValue("X-Powered-By")).as(what).isEmpty();
      var cache = headers.firstValue("Cache-Control").orElse("");
      if (answer.uri().getPath().startsWith("/assets/")) {
        assertThat(cache).as(what).isNotEmpty();
      } else if (!answer.uri().getPath().startsWith("/.well-known/")
          && !answer.uri().getPath().startsWith("/jwks")) {
        assertThat(cache).as(what).isEqualTo("no-store");
      }
    }
  }

  /** A page and its script are of one version, also while nodes are renewed one by one. */
  @Test
  void theFilesOfAPageAreKeptForGoodAndOthersAreNot() {
    var browser = server.browser();
    var page = Login.begin(server, browser).page();
    var files = Pattern.compile("(?:src|href)=\"([^\"]*/assets/[^\"]+)").matcher(page);
    var seen = files.results().map(match -> match.group(1)).toList();
    assertThat(seen).hasSize(3).allMatch(file -> file.matches("/assets/[\\w-]{43}/[a-z.]+"));
    for (var file : seen) {
      var kept = browser.get(file);
      assertThat(kept.statusCode()).isEqualTo(200);
      assertThat(kept.headers().firstValue("Cache-Control"))
          .contains("public, max-age=31536000, immutable");
      var other = browser.get(file.replaceFirst("[\\w-]{43}", "x".repeat(43)));
      assertThat(other.statusCode()).isEqualTo(200);
      assertThat(other.body()).isEqualTo(kept.body());
      assertThat(other.headers().firstValue("Cache-Control")).contains("no-cache");
    }
  }

  @Test
  void H05_theFilesAreServedAndNothingElseIs() {
    var browser = server.browser();
    for (var file : List.of("login.js", "saoma.css", "mark.svg")) {
      assertThat(browser.get("/assets/" + file).statusCode()).as(file).isEqualTo(200);
    }
    for (var path :
        List.of(
            "/assets/",
            "/assets",
            "/WEB-INF/web.xml",
            "/WEB-INF/",
            "/META-INF/MANIFEST.MF",
            "/assets/login.js/",
            "/login.js",
            "/web.xml")) {
      assertThat(browser.get(path).statusCode()).as(path).isIn(400, 404);
    }
  }

  @Test
  void H03_cookiesAreHandlesThatOnlyThisHostSees() {
    try (var secure =
        SaomaServer.start(
            SaomaServer.Options.standard().open().set("saoma.issuer", "https://saoma.test"))) {
      var browser = secure.browser();
      browser.header("Cookie-Test", "1");
      var authorize = browser.get(authorize(Map.of()));
      assertThat(Login.location(authorize)).startsWith("https://saoma.test/login/");
      var login = Login.begin(secure, secure.browser());
      var phone = secure.phone();
      assertThat(phone.confirm(phone.scan(login.scene())).status()).isEqualTo(200);
      var complete = login.complete();
      assertThat(complete.statusCode()).isEqualTo(303);

      var cookies =
          Stream.concat(
                  authorize.headers().allValues("Set-Cookie").stream(),
                  complete.headers().allValues("Set-Cookie").stream())
              .toList();
      assertThat(cookies).hasSize(3);
      for (var cookie : cookies) {
        assertThat(cookie)
            .matches(
                "__Host-saoma_(ia|sid|dev)=[A-Za-z0-9_-]{43,}; Path=/; HttpOnly; SameSite=Lax;"
                    + " Secure(; Max-Age=15552000)?")
            .hasSizeLessThan(4_096)
            .doesNotContainIgnoringCase("domain");
      }
      assertThat(complete.headers().firstValue("Strict-Transport-Security"))
          .hasValue("max-age=31536000; includeSubDomains");
      assertThat(browser.get("/nothing").headers().firstValue("Strict-Transport-Security"))
          .isPresent();
      // Without the prefix it is somebody else's cookie.
      var unprefixed = secure.browser();
      login
          .browser()
          .cookies()
          .forEach((name, value) -> unprefixed.cookies().put(name.replace("__Host-", ""), value));
      assertThat(unprefixed.get("/login/" + login.interaction()).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void H03_onlyTwoAnswersSetCookies() {
    for (var answer : answers()) {
      var path = answer.uri().getPath();
      if (!answer.headers().allValues("Set-Cookie").isEmpty()) {
        assertThat(path).matches("/authorize|/crossdevice/.*/complete");
        assertThat(answer.headers().allValues("Set-Cookie"))
            .allMatch(cookie -> cookie.contains("; HttpOnly; SameSite=Lax"));
      }
    }
  }

  @Test
  void H04_aFormIsTakenFromItsOwnPageOnly() {
    var login = confirmed(Map.of());
    var older = Login.begin(server, login.browser());
    var another = begin();
    var browser = login.browser();
    for (var step : List.of("complete", "rotate", "digits")) {
      var address = login.step(step);
      var forms = new LinkedHashMap<String, Map<String, String>>();
      forms.put("none", Map.of());
      forms.put("no token", Map.of("poll", login.poll()));
      forms.put("empty token", Map.of("poll", login.poll(), "csrf", ""));
      forms.put("another's token", Map.of("poll", login.poll(), "csrf", another.csrf()));
      forms.put("another page's token", Map.of("poll", login.poll(), "csrf", older.csrf()));
      forms.put("the poll id as token", Map.of("poll", login.poll(), "csrf", login.poll()));
      forms.put("no poll id", Map.of("csrf", login.csrf()));
      forms.put("another's poll id", Map.of("poll", another.poll(), "csrf", login.csrf()));
      forms.forEach(
          (name, form) ->
              assertThat(browser.post(address, form).statusCode())
                  .as(step + ": " + name)
                  .isEqualTo(403));
      for (var site : List.of("cross-site", "same-site", "none", "", "SAME-ORIGIN")) {
        assertThat(browser.post(address, login.form(), "text/html", site).statusCode())
            .as(step + " " + site)
            .isEqualTo(403);
      }
      for (var origin :
          List.of(
              "null",
              "https://evil.example",
              "http://localhost",
              server.issuer() + "/",
              server.issuer().toString().replace("http:", "https:"),
              server.issuer() + ".evil.example")) {
        browser.header("Origin", origin);
        assertThat(browser.post(address, login.form(), "text/html", null).statusCode())
            .as(step + " " + origin)
            .isEqualTo(403);
        browser.header("Origin", null);
      }
      // A GET changes nothing, a query is no form.
      assertThat(browser.get(address + "?" + Browser.encoded(login.form())).statusCode())
          .isIn(404, 405);
      assertThat(browser.post(address + "?" + Browser.encoded(login.form()), Map.of()).statusCode())
          .isEqualTo(403);
    }
    assertThat(login.state().path("state").asText()).isEqualTo("confirmed");
    browser.header("Origin", server.issuer().toString());
    assertThat(login.complete().statusCode()).isEqualTo(303);
  }

  @Test
  void H06_noHeaderSaysWhoThisServerIs() {
    var login = begin();
    var wire = new Wire(server.issuer(), login.browser().cookies());
    var stranger = new Wire(server.issuer(), Map.of());
    for (var header :
        List.of(
            "Host: " + EVIL,
            "X-Forwarded-Host: " + EVIL,
            "X-Forwarded-Server: " + EVIL,
            "X-Host: " + EVIL,
            "Forwarded: host=" + EVIL + ";proto=https;for=192.0.2.60",
            "X-Original-URL: /" + EVIL,
            "X-Rewrite-URL: /" + EVIL,
            "X-Original-Host: " + EVIL,
            "X-Forwarded-Proto: https",
            "X-Forwarded-Port: 666",
            "X-Forwarded-Prefix: /" + EVIL,
            "X-HTTP-Method-Override: DELETE")) {
      var replies =
          List.of(
              stranger.get(authorize(Map.of()), header),
              stranger.form("/authorize", Login.request(new CodeVerifier()), header),
              stranger.get(authorize(Map.of("prompt", "none")), header),
              stranger.get(authorize(Map.of("client_id", "x")), header),
              wire.get("/login/" + login.interaction(), header),
              wire.form(login.step("rotate"), login.form(), header),
              stranger.get("/.well-known/openid-configuration", header),
              stranger.get("/nothing", header),
              stranger.get("/assets", header),
              stranger.get("/assets/login.js", header));
      for (var reply : replies) {
        assertThat(reply.all()).as(header).doesNotContain(EVIL, ":666", "https://localhost");
      }
      assertThat(replies.get(0).header("Location"))
          .as(header)
          .startsWith(server.issuer() + "/login/");
      assertThat(replies.get(1).header("Location"))
          .as(header)
          .startsWith(server.issuer() + "/authorize?interaction=");
      assertThat(replies.get(2).header("Location"))
          .as(header)
          .startsWith(SaomaServer.SHOP_CALLBACK);
      assertThat(replies.get(4).status()).as(header).isEqualTo(200);
      assertThat(replies.get(5).header("Location"))
          .as(header)
          .isEqualTo(server.issuer() + "/login/" + login.interaction());
      assertThat(replies.get(6).body())
          .contains("\"" + server.issuer().toString().replace("/", "\\/"));
    }
    var absolute = stranger.get("http://" + EVIL + authorize(Map.of()));
    // The container refuses it before any of our code runs; what counts is where it does not lead.
    assertThat(absolute.header("Location")).doesNotContain(EVIL);
  }

  @Test
  void H07_aPathHasOneSpelling() {
    var login = begin();
    var wire = new Wire(server.issuer(), login.browser().cookies());
    var id = login.interaction();
    assertThat(wire.get("/login/" + id).status()).isEqualTo(200);
    for (var path :
        List.of(
            "//login/" + id,
            "/login//" + id,
            "/login/" + id + "/",
            "/login/" + id + "//",
            "/./login/" + id,
            "/login/./" + id,
            "/x/../login/" + id,
            "/login/x/../" + id,
            "/%2e/login/" + id,
            "/login/%2e/" + id,
            "/x/%2e%2e/login/" + id,
            "/x/%2E%2E/login/" + id,
            "/x/.%2e/login/" + id,
            "/login%2f" + id,
            "/login%2F" + id,
            "/%2flogin/" + id,
            "/login%5c" + id,
            "/login\\" + id,
            "/\\login/" + id,
            "/login;a=b/" + id,
            "/login/" + id + ";jsessionid=1",
            "/;/login/" + id,
            "/;a=b/login/" + id,
            "/..;/login/" + id,
            "/x/..;/login/" + id,
            "/login/..;/login/" + id,
            "/login/" + id + ";",
            "/login/;" + id,
            "/login/" + id + "%00",
            "/login/%00" + id,
            "/login/" + id + "%0a",
            "/login/" + id + "%0d%0aX:y",
            "/login/" + id + "%20",
            "/login/%20" + id,
            "/%6cogin/" + id,
            "/login/" + id + "%3bx",
            "/login/" + id + "%3fx",
            "/login/" + id + "%23x",
            "/LOGIN/" + id,
            "/Login/" + id,
            "/login/" + id + ".",
            "/login/" + id + "..",
            "/login/" + id + ".json",
            "/login/" + id + "~",
            "/login/" + id + "/x",
            "/login/" + id + "/.",
            "/login/" + id + "/..",
            "/login/." + id,
            "/.well-known/../login/" + id,
            "/.well-known/%2e%2e/login/" + id,
            "/.well-known/..;/login/" + id,
            "/.well-known/;/login/" + id,
            "/assets/../login/" + id,
            "/assets/..;/login/" + id,
            "/assets/%2e%2e/login/" + id,
            "/assets/..%2flogin/" + id,
            "/%u002e/login/" + id,
            "/%c0%ae/login/" + id,
            "/login/%e5%85%a5" + id,
            "/login/" + id + "%",
            "/login/" + id + "%zz",
            "/login/" + id + "%2",
            "/%25%32%65/login/" + id,
            "/login/" + id + "|",
            "/login/" + id + "\"",
            "/login/" + id + "<",
            "/x/login/" + id,
            "login/" + id,
            "/assets/../WEB-INF/web.xml",
            "/assets/%2e%2e/WEB-INF/web.xml",
            "/assets/..;/WEB-INF/web.xml",
            "/assets/..%2fWEB-INF/web.xml",
            "/assets//../WEB-INF/web.xml",
            "/assets/%5c../WEB-INF/web.xml",
            "/WEB-INF/web.xml",
            "/WEB-INF/./web.xml",
            "/%57EB-INF/web.xml",
            "/web-inf/web.xml",
            "/assets/login.js%00",
            "/assets/login.js;x",
            "/assets/LOGIN.JS",
            "/assets/login.js/",
            "/assets/",
            "/x/crossdevice/" + id + "/state?poll=" + login.poll() + "&v=0",
            "/crossdevice/" + id + "/state/?poll=" + login.poll() + "&v=0",
            "/crossdevice/" + id + "/state;x?poll=" + login.poll() + "&v=0",
            "/crossdevice//" + id + "/state?v=0",
            "/crossdevice/" + id + "/%73tate?poll=" + login.poll() + "&v=0")) {
      var reply = wire.get(path);
      assertThat(reply.status()).as(path).isIn(400, 404);
      assertThat(reply.body()).as(path).doesNotContain("web-app", login.poll());
      assertSilent(path, reply.body());
    }
  }

  @Test
  void H07_aPathWithoutEndIsRefusedToo() {
    var wire = new Wire(server.issuer(), Map.of());
    for (var part : List.of("/a", "/", "/a.b", "/.", "/%61")) {
      var reply = wire.get(part.repeat(7_000 / part.length()));
      assertThat(reply.status()).as(part).isIn(400, 404, 414);
      assertSilent(part, reply.body());
    }
  }

  static void assertSilent(String what, String body) {
    // What is drawn at random can spell anything.
    assertThat(body.replaceAll("(nonce=\"| )[\\w-]{22}(?=[\"<])", ""))
        .as(what)
        .doesNotContain(
            "at java.",
            "at io.saoma",
            "at org.",
            "Exception",
            "SQL",
            "Jetty(",
            "org.eclipse",
            "org.glassfish",
            "com.fasterxml",
            "com.nimbusds",
            "hikari",
            "SELECT ",
            "Caused by");
  }

  @SuppressWarnings("ArrayRecordComponent") // sent once, never compared
  private record Sent(String contentType, byte[] body) {}

  private static List<Sent> malformed() {
    var bodies = new ArrayList<byte[]>();
    for (var text :
        List.of(
            "",
            " ",
            "=",
            "&",
            "&&&&",
            "=&=",
            "a",
            "a=%",
            "a=%zz",
            "a=%00",
            "%00=a",
            "a=b&a=b",
            "a=\u00ff",
            "a=\r\nb: c",
            "null",
            "true",
            "0",
            "\"\"",
            "[]",
            "{}",
            "{",
            "}",
            "[",
            "{\"scene\":",
            "{\"a\":1e999999}",
            "{\"launch\":1e400}",
            "{\"launch\":99999999999999999999}",
            "{\"scene\":\"\\ud800\"}",
            "{\"scene\":\"\\u0000\"}",
            "{\"handle\":\"\\u0000\",\"a\":[]}",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b"
                + " SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            "grant_type=authorization_code&code='",
            "client_id=shop&redirect_uri=%0d%0a",
            "csrf=" + "x".repeat(60_000),
            "{\"scene\":\"" + "x".repeat(60_000) + "\"}",
            "[".repeat(20_000),
            "{\"a\":".repeat(5_000),
            "a&".repeat(20_000),
            "' OR 1=1; DROP TABLE ticket; --",
            "x".repeat(200_000))) {
      bodies.add(text.getBytes(UTF_8));
    }
    bodies.add(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0, (byte) 0xc0, (byte) 0xaf});
    bodies.add(new byte[] {0, 0, 0, 0});
    bodies.add(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});
    var sent = new ArrayList<Sent>();
    for (var body : bodies) {
      sent.add(new Sent("application/x-www-form-urlencoded", body));
      sent.add(new Sent("application/json", body));
    }
    for (var type : List.of("text/xml", "multipart/form-data")) {
      sent.add(new Sent(type, "{\"handle\":\"a\"}".getBytes(UTF_8)));
      sent.add(new Sent(type, "a=b".getBytes(UTF_8)));
    }
    return sent;
  }

  @Test
  void H16_aBodyThatIsTooLongIsRefusedBeforeItIsRead() {
    var login = begin();
    var wire = new Wire(server.issuer(), login.browser().cookies());
    for (var route : Routes.all(login.interaction(), SandboxServer.APPID)) {
      var type =
          route.startsWith("/mp/") ? "application/json" : "application/x-www-form-urlencoded";
      var reply = wire.post(route, type, "x".repeat(65_537).getBytes(UTF_8), "Accept: */*");
      var takesNone =
          route.matches(
              "/|/jwks|/error|/(assets|login|\\.well).*|.*/(below|image|state\\?.*)|/(crossdevice|mp)/[^/]+");
      assertThat(reply.status()).as(route).isIn(takesNone ? List.of(400, 404, 405) : List.of(413));
      assertSilent(route, reply.all());
    }
    assertThat(login.state().path("state").asText()).isEqualTo("waiting");
  }

  @Test
  void H11_noBodyMakesTheServerTalk() {
    var login = begin();
    var wire = new Wire(server.issuer(), login.browser().cookies());
    for (var route :
        List.of(
            "/authorize",
            "/token",
            "/userinfo",
            login.step("rotate"),
            login.step("digits"),
            login.step("complete"),
            "/mp/wx0000000000000001/scan",
            "/mp/wx0000000000000001/confirm",
            "/mp/wx0000000000000001/deny",
            "/nothing")) {
      for (var sent : malformed()) {
        var what =
            route
                + " "
                + sent.contentType()
                + " "
                + new String(sent.body(), 0, Math.min(40, sent.body().length), UTF_8);
        var reply = wire.post(route, sent.contentType(), sent.body(), "Accept: */*");
        assertThat(reply.status()).as(what + "\n" + reply.all()).isBetween(300, 499);
        assertSilent(what, reply.body());
        // An answer without a body is nothing that could be taken for something else.
        if (!reply.body().isEmpty() && !reply.header("Content-Type").contains("iso-8859-1")) {
          assertThat(reply.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        }
      }
    }
    assertThat(login.state().path("state").asText()).isEqualTo("waiting");
  }

  @Test
  void H11_aBodyThatBreaksOffIsItsSendersFault() {
    var login = begin();
    var wire = new Wire(server.issuer(), login.browser().cookies());
    for (var route : List.of("/authorize", "/token", "/userinfo", login.step("complete"))) {
      for (var framing :
          Map.of("Transfer-Encoding: chunked", "zz\r\n\r\n", "Content-Length: 100", "")
              .entrySet()) {
        var reply =
            wire.broken(
                route, "application/x-www-form-urlencoded", framing.getKey(), framing.getValue());
        var what = route + " " + framing.getKey() + "\n" + reply.all();
        assertThat(reply.status()).as(what).isEqualTo(400);
        assertThat(reply.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        assertSilent(what, reply.body());
      }
    }
  }

  @Test
  void H05_aBodyOfTwoTypesIsRefusedUnderTheHeadersOfEveryAnswer() {
    var wire = new Wire(server.issuer(), Map.of());
    var form = "application/x-www-form-urlencoded";
    for (var route : List.of("/authorize", "/token", "/mp/wx0000000000000001/scan", "/nothing")) {
      var reply = wire.post(route, form, new byte[0], "content-type: text/plain");
      assertThat(reply.status()).as(route).isEqualTo(415);
      assertThat(reply.header("Content-Security-Policy")).as(route).isNotEmpty();
    }
  }

  @Test
  void H11_noQueryAndNoHeaderMakesTheServerTalk() {
    var login = begin();
    var wire = new Wire(server.issuer(), login.browser().cookies());
    var poll = "poll=" + login.poll();
    for (var target :
        List.of(
            "/authorize?%",
            "/authorize?a=%zz",
            "/authorize?a=%00",
            "/authorize?a=b&a=c",
            "/authorize?interaction=" + "x".repeat(5_000),
            "/authorize?interaction=%c0%ae",
            "/authorize?" + "a&".repeat(2_000),
            login.step("state") + "?" + poll + "&v=%zz",
            login.step("state") + "?poll=%zz&v=0",
            login.step("state") + "?" + poll + "&v=-1",
            login.step("state") + "?" + poll + "&v=99999999999999999999",
            login.step("state") + "?" + poll + "&v=1e9",
            login.step("state") + "?%",
            login.step("state") + "?" + poll + "&" + poll + "&v=0",
            login.step("image") + "?poll=%zz",
            login.step("image") + "?%00",
            "/login/%ff",
            "/login/x?a=%zz",
            "/userinfo?access_token=%zz")) {
      var reply = wire.get(target);
      assertThat(reply.status()).as(target).isBetween(300, 499);
      assertSilent(target, reply.body());
    }
    for (var header :
        List.of(
            "Cookie: saoma_ia=\"; saoma_sid=;;;=",
            "Cookie: $Version=1; saoma_ia=\u0001",
            "Cookie: " + "a=b; ".repeat(1_000),
            "Accept: ;;;",
            "Accept: text/html;q=x",
            "Accept-Language: ;;;q=",
            "Accept-Language: " + "x-".repeat(2_000),
            "Authorization: Basic",
            "Authorization: Bearer \u00e4",
            "Authorization: Basic !!!",
            "Content-Length: 5",
            "Origin: ://",
            "Sec-Fetch-Site: \u00ff",
            "User-Agent: ",
            "X-Forwarded-For: ;;;",
            "X-Forwarded-For: " + "1,".repeat(2_000),
            "If-None-Match: \"",
            "Range: bytes=-",
            "Accept-Encoding: x;q=2",
            "Expect: x")) {
      for (var path : List.of(authorize(Map.of()), "/login/" + login.interaction(), "/userinfo")) {
        if (header.startsWith("Content-Length")) {
          continue;
        }
        var reply = wire.get(path, header);
        assertThat(reply.status()).as(header + " " + path).isBetween(200, 499);
        assertSilent(header, reply.body());
      }
    }
  }
}
