package io.saoma.it.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpServer;
import io.saoma.it.browser.Chromium;
import io.saoma.journey.Browser;
import io.saoma.journey.Login;
import io.saoma.journey.Phone;
import io.saoma.sandbox.SandboxControl;
import io.saoma.web.Markup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only a real browser can tell of pages: that nothing of a request runs, and no frame. */
@ExtendWith(ArquillianExtension.class)
final class HostileIT {
  private static final Site SITE = Site.open();

  /** What was posted to the site's callback. */
  private static final BlockingQueue<String> POSTED = new LinkedBlockingQueue<>();

  private static final HttpServer CALLBACK = callback();

  private static Chromium chromium;

  @ArquillianResource
  @OperateOnDeployment("saoma")
  private URL saoma;

  @Deployment(name = "saoma", testable = false)
  static Archive<?> saoma() {
    return Wars.saoma(address());
  }

  @Deployment(name = "sandbox", testable = false)
  static Archive<?> sandbox() {
    return Wars.sandbox();
  }

  @BeforeAll
  static void open() {
    chromium = Chromium.open("en");
    // Shorter than a poll: a page that was left must not keep its connection from the next one.
    chromium.driver().manage().timeouts().pageLoadTimeout(Duration.ofSeconds(15));
  }

  @AfterAll
  static void close() {
    chromium.close();
    SITE.close();
    CALLBACK.stop(0);
  }

  private static HttpServer callback() {
    try {
      var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var server = HttpServer.create(loopback, 0);
      server.createContext(
          "/",
          exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
              POSTED.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            }
            var page = "<!doctype html><title>Arrived</title>".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI address() {
    return URI.create("http://localhost:" + CALLBACK.getAddress().getPort() + "/callback");
  }

  private URI authorize(Map<String, String> changes) {
    var request = Login.request(new CodeVerifier());
    request.put("client_id", Wars.CLUB);
    request.put("redirect_uri", address().toString());
    request.putAll(changes);
    return issuer().resolve("/authorize?" + Browser.encoded(request));
  }

  @Test
  void Q36_nothingOfARequestRunsOnThePageThatAnswersIt() {
    assertThat(Markup.payloads()).hasSizeGreaterThanOrEqualTo(58);
    chromium.fresh();
    for (var payload : Markup.payloads()) {
      var everywhere = new LinkedHashMap<String, String>();
      for (var name :
          List.of("state", "login_hint", "client_name", "error", "error_description", "display")) {
        everywhere.put(name, payload);
      }
      chromium.go(authorize(everywhere));
      assertInert(payload);
      everywhere.put("ui_locales", payload);
      everywhere.put("client_id", payload);
      chromium.go(authorize(everywhere));
      assertInert(payload);
    }
  }

  private void assertInert(String payload) {
    assertThat(chromium.address()).as(payload).startsWith(issuer().toString());
    assertThat(chromium.evaluate("window.__xss === undefined")).as(payload).isTrue();
    assertThat(chromium.complaints())
        .as(payload)
        .noneMatch(complaint -> complaint.contains("Content Security Policy"));
  }

  @Test
  void O36_aStateIsPostedAsItWasAndRunsNowhere() throws Exception {
    for (var state :
        List.of(
            "\"><script>window.__xss=1</script>",
            "\"><img src=/injected><input value=\"",
            "</form><form action=/injected><button>",
            "'`&quot;&amp;\u2028\ud83d\ude00<!--")) {
      POSTED.clear();
      chromium.fresh().go(authorize(Map.of("response_mode", "form_post", "state", state)));
      chromium.seeState("waiting");
      var phone = new Phone(issuer(), wechat(), wechat().person());
      phone.confirm(phone.scan(wechat().decode(chromium.screenshot()).scene()));

      var posted = URLUtils.parseParameters(POSTED.poll(30, TimeUnit.SECONDS));
      assertThat(posted.get("state")).containsExactly(state);
      assertThat(posted).containsKeys("code", "iss");
      chromium.arriveAt(address());
      assertThat(chromium.complaints()).as(state).isEmpty();
    }
  }

  @Test
  void H02_O53_noPageIsShownInAFrame() {
    var routes =
        List.of(
            "/",
            "/login/" + "N".repeat(22),
            "/consent/" + "N".repeat(22),
            "/authorize",
            authorize(Map.of()).toString().substring(issuer().toString().length()),
            "/crossdevice/" + "N".repeat(22) + "/state?poll=x",
            "/crossdevice/" + "N".repeat(22) + "/complete",
            "/token",
            "/userinfo",
            "/jwks",
            "/.well-known/openid-configuration",
            "/assets/login.js",
            "/nothing",
            "/error");
    var framed =
        routes.stream()
            .map(route -> URLEncoder.encode(issuer() + route, UTF_8))
            .collect(Collectors.joining("%20"));
    var own = URLEncoder.encode(SITE.base() + "/own", UTF_8);
    chromium.fresh().go(SITE.base().resolve("/frames?" + own + "%20" + framed));

    // A frame that was refused shows a page of the browser's own; the site's own frame does not.
    assertThat(frame(0)).startsWith(SITE.base().toString());
    for (int i = 0; i < routes.size(); i++) {
      assertThat(frame(i + 1)).as(routes.get(i)).startsWith("chrome-error:");
    }
  }

  private static String frame(int index) {
    try {
      chromium.driver().switchTo().frame(index);
      return String.valueOf(chromium.script("location.href"));
    } finally {
      chromium.driver().switchTo().defaultContent();
    }
  }

  private SandboxControl wechat() {
    return new SandboxControl(issuer().resolve("/sandbox"));
  }

  private URI issuer() {
    return URI.create(saoma.toString().replaceFirst("/$", ""));
  }
}
