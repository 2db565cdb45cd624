package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The main job: a site signs a person in by a mini-program scan. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScanLoginTest {
  private SaomaServer server;

  @BeforeAll
  void start() {
    server = SaomaServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aSiteSignsAPersonInByAScan() throws Exception {
    var login = Login.begin(server, server.browser());
    var phone = server.phone();

    var scanned = phone.scan(login.scene());
    assertThat(scanned.status()).isEqualTo(200);
    assertThat(scanned.text("phrase")).isEqualTo(login.phrase());
    assertThat(login.state().path("state").asText()).isEqualTo("scanned");
    assertThat(phone.confirm(scanned).text("state")).isEqualTo("confirmed");
    assertThat(login.state().path("state").asText()).isEqualTo("confirmed");

    var complete = login.complete();
    assertThat(complete.statusCode()).isEqualTo(303);
    assertThat(Login.location(complete)).startsWith(SaomaServer.SHOP_CALLBACK + "?");
    assertThat(Login.parameter(complete, "state")).isEqualTo("state-of-the-site");
    assertThat(Login.parameter(complete, "iss")).isEqualTo(server.issuer().toString());

    var claims = tokens(login, Login.code(complete)).getOIDCTokens().getIDToken().getJWTClaimsSet();
    assertThat(claims.getAudience()).containsExactly(SaomaServer.SHOP);
    assertThat(claims.getStringClaim("nonce")).isEqualTo("nonce-of-the-site");
    assertThat(claims.getStringClaim("acr")).isEqualTo("urn:saoma:acr:qr-tap");
    assertThat(claims.getStringListClaim("amr")).containsExactly("mca");
    assertThat(claims.getClaims()).containsKeys("sub", "auth_time", "sid", "at_hash");
  }

  private OIDCTokenResponse tokens(Login login, String code) throws Exception {
    var request =
        new TokenRequest.Builder(
                server.issuer().resolve("/token"),
                new ClientSecretBasic(
                    new ClientID(SaomaServer.SHOP), new Secret(SaomaServer.SHOP_SECRET)),
                new AuthorizationCodeGrant(
                    new AuthorizationCode(code),
                    URI.create(SaomaServer.SHOP_CALLBACK),
                    login.verifier()))
            .build();
    return (OIDCTokenResponse)
        OIDCTokenResponseParser.parse(request.toHTTPRequest().send()).toSuccessResponse();
  }
}
