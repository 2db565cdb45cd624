package io.saoma.discovery;

import static io.saoma.issuance.TestProvider.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.saoma.issuance.Golden;
import io.saoma.issuance.TestProvider;
import io.saoma.jpa.TestDatabase;
import io.saoma.web.OAuthExceptionMapper;
import io.saoma.web.PathGuard;
import io.saoma.web.SecurityHeaders;
import io.saoma.web.TestServer;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscoveryEndpointTest {
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final TestDatabase database = TestDatabase.h2();
  private final TestProvider provider =
      new TestProvider(database.database(), InstantSource.system());
  private final TestServer server =
      new TestServer(
          new DiscoveryEndpoint(ISSUER),
          new JwksEndpoint(provider.keys),
          new OAuthExceptionMapper(),
          new SecurityHeaders(true),
          new PathGuard());

  @AfterAll
  void close() {
    server.close();
    database.close();
  }

  @Test
  void theMetadataSaysExactlyWhatWorks() {
    Golden.assertSame("discovery.json", server.get(DISCOVERY).body());
  }

  @Test
  void theMetadataReadsBack() throws Exception {
    var metadata = OIDCProviderMetadata.parse(server.get(DISCOVERY).body());

    assertThat(metadata.getIssuer()).isEqualTo(ISSUER);
    assertThat(metadata.supportsRequestURIParam()).isFalse();
    assertThat(metadata.supportsRequestParam()).isFalse();
    assertThat(metadata.supportsClaimsParam()).isFalse();
    assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
  }

  @Test
  void plainOAuthClientsReadTheSame() {
    assertThat(server.get("/.well-known/oauth-authorization-server").body())
        .isEqualTo(server.get(DISCOVERY).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {DISCOVERY, "/.well-known/oauth-authorization-server", "/jwks"})
  void everybodyMayReadAndKeepThem(String path) {
    var answer = server.get(path, "Origin", "https://anybody.example");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().allValues("Cache-Control"))
        .singleElement()
        .asString()
        .startsWith("public, max-age=");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void o14_noHeaderChangesTheBytes() {
    var expected = server.get(DISCOVERY).body();

    var answer =
        server.raw(
            "GET "
                + DISCOVERY
                + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                + "X-Forwarded-Proto: http\r\nForwarded: host=evil.example\r\n"
                + "Connection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DISCOVERY + "/x.css",
        DISCOVERY + ";x.css",
        "/jwks;x.css",
        "//jwks",
        DISCOVERY + ".css",
        "/.well-known/",
        "/.well-known",
        "/jwks/x.js",
        "/jwks.json"
      })
  void o60_noOtherPathGivesThem(String path) {
    var answer = server.get(path);

    // Some of these are refused before anything is matched.
    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("issuer", "keys");
  }

  @Test
  void o49_noPrivatePartIsPublished() throws Exception {
    var keys = JWKSet.parse(server.get("/jwks").body());

    assertThat(keys.getKeys()).hasSize(2).noneMatch(JWK::isPrivate);
    for (var key : keys.getKeys()) {
      assertThat(List.of("kty", "crv", "x", "y", "n", "e", "kid", "alg", "use"))
          .containsAll(key.toJSONObject().keySet());
    }
  }
}
