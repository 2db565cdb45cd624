package io.saoma.demo;

import static io.saoma.demo.StandInProvider.CLIENT_ID;
import static io.saoma.demo.StandInProvider.CLIENT_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoTest {
  private final URI base = DemoServer.freeBase();
  private final URI issuer = DemoServer.freeBase();
  private final DemoServer demo = DemoServer.start(base, issuer, CLIENT_ID, CLIENT_SECRET);
  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.ALWAYS)
          .build();

  @AfterEach
  void stop() {
    demo.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path)).header("Accept-Language", "en").build();
    return browser.send(request, BodyHandlers.ofString());
  }

  @Test
  void aLoginShowsTheClaimsOfTheIdToken() throws Exception {
    try (StandInProvider provider = new StandInProvider(issuer.getPort())) {
      assertThat(get("/").body())
          .contains("Login with mini-program")
          .doesNotContain("id=\"claims\"");

      HttpResponse<String> page = get("/login");

      assertThat(page.uri()).isEqualTo(URI.create(base + "/"));
      assertThat(page.body())
          .contains("You are logged in", "subject-&lt;of&gt;-the-test", "urn:saoma:acr:qr-tap")
          .doesNotContain("subject-<of>-the-test");
      Map<String, String> asked = provider.authorizations().get(0);
      assertThat(asked)
          .containsEntry("response_type", "code")
          .containsEntry("scope", "openid")
          .containsEntry("redirect_uri", base + "/callback")
          .containsEntry("code_challenge_method", "S256")
          .containsKeys("state", "nonce", "code_challenge");
    }
  }

  @Test
  void signingOutEndsTheSessionHere() throws Exception {
    try (StandInProvider provider = new StandInProvider(issuer.getPort())) {
      assertThat(get("/login").body()).contains("id=\"claims\"");

      HttpRequest logout =
          HttpRequest.newBuilder(URI.create(base + "/logout"))
              .POST(BodyPublishers.noBody())
              .build();
      browser.send(logout, BodyHandlers.discarding());

      assertThat(get("/").body()).contains("Login with mini-program");
      assertThat(provider.authorizations()).hasSize(1);
    }
  }

  @Test
  void aSiteThatStartsBeforeItsProviderSaysSoAndWorksLater() throws Exception {
    assertThat(get("/login").body()).contains("The login service is not ready yet");

    try (StandInProvider provider = new StandInProvider(issuer.getPort())) {
      assertThat(get("/login").body()).contains("id=\"claims\"");
      assertThat(provider.authorizations()).hasSize(1);
    }
  }

  @Test
  void aPersonWhoDeniesIsToldSo() throws Exception {
    try (StandInProvider provider = new StandInProvider(issuer.getPort())) {
      provider.refuseWith("access_denied");

      assertThat(get("/login").body()).contains("You chose on your phone not to log in");

      provider.refuseWith("server_error");
      assertThat(get("/login").body()).contains("That login was not finished");
    }
  }

  @Test
  void aForgedAnswerLogsNobodyIn() throws Exception {
    try (StandInProvider provider = new StandInProvider(issuer.getPort())) {
      assertThat(get("/callback?code=x&state=y").body())
          .contains("That login was not finished")
          .doesNotContain("Exception");
      assertThat(provider.authorizations()).isEmpty();
    }
  }

  @Test
  void thePageSpeaksChinese() throws Exception {
    HttpResponse<String> page = get("/?lang=zh");

    assertThat(page.body()).contains("小程序登录", "lang=\"zh-CN\"");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(get("/demo.css").statusCode()).isEqualTo(200);
  }
}
