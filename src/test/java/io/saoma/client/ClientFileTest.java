package io.saoma.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.web.Accent;
import io.saoma.web.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFileTest {
  private static final String SECRET = "0123456789-0123456789_0123456789";

  private final Path directory;

  ClientFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aClientMayBeDeclaredInAFewLines() {
    var client =
        only(
            """
            [{"client_id": "shop", "client_secret": "%s",
              "redirect_uris": ["https://shop.example/callback"]}]
            """
                .formatted(SECRET));

    assertThat(client.id()).isEqualTo(new ClientID("shop"));
    assertThat(client.owner()).isEqualTo("operator");
    assertThat(client.sector()).isEqualTo("operator");
    assertThat(client.credential().method())
        .isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    assertThat(client.redirectUris().registered()).containsExactly("https://shop.example/callback");
    assertThat(client.permissions())
        .isEqualTo(
            new Client.Permissions(
                Set.of(GrantType.AUTHORIZATION_CODE),
                new Scope("openid"),
                JWSAlgorithm.RS256,
                false));
    assertThat(client.scan()).isEqualTo(new ScanPolicy(List.of(), TypeBack.ADAPTIVE, false));
    assertThat(client.presentation().name(Language.EN)).isEqualTo("shop");
    assertThat(client.presentation().isVerified()).isFalse();
    assertThat(client.requiresPkce()).isFalse();
  }

  @Test
  void everyMemberIsRead() {
    write("secret.txt", SECRET + "\n");
    var client =
        only(
            """
            [{"client_id": "shop",
              "saoma_client_secret_file": "secret.txt",
              "client_name": "Shop", "client_name#zh-Hans-CN": "商店",
              "client_uri": "https://shop.example/",
              "logo_uri": "https://shop.example/logo.png",
              "policy_uri": "https://shop.example/policy",
              "tos_uri": "https://shop.example/terms",
              "contacts": ["help@shop.example"],
              "redirect_uris": ["com.example.shop:/cb", "http://127.0.0.1/cb"],
              "application_type": "native",
              "grant_types": ["authorization_code", "refresh_token"],
              "response_types": ["code"],
              "scope": "openid offline_access",
              "subject_type": "pairwise",
              "token_endpoint_auth_method": "client_secret_post",
              "id_token_signed_response_alg": "ES256",
              "saoma_owner": "acme", "saoma_sector": "acme-shops",
              "saoma_connectors": ["first", "second"],
              "saoma_type_back": "new-browser",
              "saoma_verified_domain": "shop.example",
              "saoma_always_scan": true,
              "saoma_require_pkce": true,
              "saoma_accent_color": "#AA0000"}]
            """);

    assertThat(client.owner()).isEqualTo("acme");
    assertThat(client.sector()).isEqualTo("acme-shops");
    assertThat(client.credential().method())
        .isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    assertThat(client.redirectUris().contains("http://127.0.0.1:5000/cb")).isTrue();
    assertThat(client.permissions())
        .isEqualTo(
            new Client.Permissions(
                Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN),
                Scope.parse("openid offline_access"),
                JWSAlgorithm.ES256,
                true));
    assertThat(client.scan())
        .isEqualTo(new ScanPolicy(List.of("first", "second"), TypeBack.NEW_BROWSER, true));
    var shown = client.presentation();
    assertThat(shown.name(Language.EN)).isEqualTo("Shop");
    assertThat(shown.name(Language.ZH_CN)).isEqualTo("商店");
    assertThat(shown.verifiedDomain()).isEqualTo("shop.example");
    assertThat(shown.contacts()).containsExactly("help@shop.example");
    assertThat(shown.links().policy()).isEqualTo(URI.create("https://shop.example/policy"));
    assertThat(shown.accent()).isEqualTo(new Accent("#aa0000"));
    assertThat(client.requiresPkce()).isTrue();
  }

  @Test
  void theSecretIsKeptAsADigestOnly() {
    var client = only(with("\"client_secret\": \"" + SECRET + "\""));

    assertThat(client.toString()).doesNotContain(SECRET);
    assertThat(
            client.credential().isProvenBy(new ClientSecretBasic(client.id(), new Secret(SECRET))))
        .isTrue();
  }

  @Test
  void everyFaultOfTheWholeFileIsSaidAtOnce() {
    var file =
        read(
            """
            [{"client_id": "a b", "redirect_uris": ["http://shop.example/cb", "https://*.example"],
              "client_secret": "short", "scope": "openid profile", "jwks_uri": "https://x/y",
              "saoma_typo": 1, "grant_types": ["implicit", "authorization_code"],
              "response_types": ["code token"], "id_token_signed_response_alg": "none",
              "logo_uri": "javascript:alert(1)", "contacts": "x", "client_name": null,
              "saoma_always_scan": "yes", "saoma_accent_color": "#ffff00",
              "saoma_verified_domain": "https://x", "saoma_type_back": "sometimes",
              "subject_type": "public", "saoma_connectors": []},
             {"redirect_uris": [], "token_endpoint_auth_method": "private_key_jwt"},
             {"client_id": "spa", "token_endpoint_auth_method": "none", "client_secret": "x",
              "redirect_uris": "https://x/y", "application_type": "desktop"},
             7]
            """,
            false);

    assertThat(file.clients()).isEmpty();
    assertThat(file.faults())
        .extracting(fault -> fault.replaceFirst("^(client [^:]*: [^:]*):.*", "$1"))
        .containsExactlyInAnyOrder(
            "client a b: jwks_uri",
            "client a b: saoma_typo",
            "client a b: contacts",
            "client a b: client_name",
            "client a b: client_id",
            "client a b: client_secret",
            "client a b: redirect_uris",
            "client a b: redirect_uris",
            "client a b: response_types",
            "client a b: grant_types",
            "client a b: scope",
            "client a b: id_token_signed_response_alg",
            "client a b: subject_type",
            "client a b: saoma_connectors",
            "client a b: saoma_type_back",
            "client a b: saoma_always_scan",
            "client a b: saoma_verified_domain",
            "client a b: logo_uri",
            "client a b: saoma_accent_color",
            "client at index 1: client_id",
            "client at index 1: token_endpoint_auth_method",
            "client at index 1: redirect_uris",
            "client spa: redirect_uris",
            "client spa: redirect_uris",
            "client spa: application_type",
            "client spa: client_secret",
            "client at index 3: is no JSON object");
  }

  @Test
  void noFaultQuotesASecret() {
    var file = read(with("\"client_secret\": \"hunter2-hunter2\""), false);

    assertThat(file.faults()).singleElement().asString().doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[",
        "[]]",
        "null",
        "[{\"client_id\": \"a\", \"client_id\": \"b\", \"client_secret\": \"hunter2\"}]",
        "[{\"client_secret\": \"hunter2\" oops}]"
      })
  void whatIsNoJsonArrayIsOneFaultWithoutAQuote(String text) {
    assertThat(read(text, false).faults())
        .singleElement()
        .asString()
        .startsWith("is no JSON")
        .doesNotContain("hunter2");
  }

  @Test
  void aFileThatIsNotThereIsAFault() {
    assertThat(ClientFile.read(directory.resolve("none.json"), false).faults())
        .containsExactly("cannot be read: NoSuchFileException");
  }

  @Test
  void anIdIsDeclaredOnce() {
    var client = with("\"client_secret\": \"" + SECRET + "\"");
    var twice = client.substring(0, client.lastIndexOf(']')) + "," + client.substring(1);

    assertThat(read(twice, false).faults())
        .containsExactly("client shop: client_id: is declared twice");
  }

  @Test
  void a05_sampleSecretsAreForDevelopment() {
    var sample = with("\"client_secret\": \"sample-0123456789012345678901234567890\"");

    assertThat(read(sample, true).faults()).isEmpty();
    assertThat(read(sample, false).faults())
        .containsExactly("client shop: client_secret: is a sample that everybody can read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "with space 01234567890123456789012",
        "ümlaut-0123456789012345678901234567"
      })
  void aSecretIsLongAndPlain(String secret) {
    assertThat(read(with("\"client_secret\": \"" + secret + "\""), true).faults()).hasSize(1);
  }

  @Test
  void aSecretComesFromOnePlace() {
    write("secret.txt", SECRET);

    var both =
        "\"client_secret\": \"" + SECRET + "\", \"saoma_client_secret_file\": \"secret.txt\"";
    assertThat(read(with(both), false).faults()).hasSize(1);
    assertThat(read(with("\"client_name\": \"x\""), false).faults()).hasSize(1);
    assertThat(read(with("\"saoma_client_secret_file\": \"none\""), false).faults()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "javascript://shop.example/%0aalert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "about:blank",
        "blob:https://shop.example/x",
        "ftp://shop.example/cb",
        "shop:/cb",
        "com.example.shop:/cb",
        "com.example.shop://cb",
        "http://shop.example/cb",
        "http://localhost/cb",
        "http://127.0.0.1/cb",
        "https://shop.example/cb#x",
        "https://shop.example/*",
        "https://*.shop.example/cb",
        "https://user@shop.example/cb",
        "https://user:pass@shop.example/cb",
        "https://shop.example\\\\cb",
        "https:///cb",
        "https:/shop.example/cb",
        "https://Shop.example/cb",
        "HTTPS://shop.example/cb",
        "https://shop..example/cb",
        "https://-shop.example/cb",
        "https://shop.example:0/cb",
        "https://shop.example:x/cb",
        "https://shop.example/a/../cb",
        "https://shop.example/a/%2E%2E/cb",
        "https://shop.example/%zz",
        "https://shop.example/ cb",
        "https://shöp.example/cb",
        "https://shop.example/cb?code=1",
        "https://shop.example/cb?x=1&state=2",
        "/cb",
        "//shop.example/cb",
        "*",
        ""
      })
  void o04_dangerousRedirectUrisAreRefused(String uri) {
    var file = read(redirect(uri, "web"), false);

    assertThat(file.faults()).isNotEmpty().allMatch(fault -> fault.contains(": redirect_uris: "));
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, web, false",
    "https://shop.example/cb?x=1&y=a@b, web, false",
    "https://shop.example:8443/cb, web, false",
    "https://10.0.0.1/cb, web, false",
    "https://[2001:db8::1]:8443/cb, web, false",
    "http://localhost:8081/cb, web, true",
    "http://shop.test/cb, web, true",
    "com.example.shop:/cb, native, false",
    "http://127.0.0.1/cb, native, false",
    "http://[::1]:1234/cb, native, false",
    "https://shop.example/app, native, false"
  })
  void plainRedirectUrisAreAccepted(String uri, String type, boolean development) {
    assertThat(read(redirect(uri, type), development).faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/cb",
        "http://shop.example/cb",
        "shop:/cb",
        "com.example.shop://x"
      })
  void aNativeClientHasLoopbackAddressesAndSchemesWithADotOnly(String uri) {
    assertThat(read(redirect(uri, "native"), false).faults()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Shop\\u202Epohs", "Sh\\u200Bop", "a\\nb", "\\uE000"})
  void aNameDoesNotDeceive(String name) {
    var members = "\"client_secret\": \"" + SECRET + "\", \"client_name\": \"" + name + "\"";

    assertThat(read(with(members), false).faults())
        .isNotEmpty()
        .allMatch(fault -> fault.startsWith("client shop: client_name"));
  }

  @Test
  void aNameHas60CharactersAtMost() {
    var secret = "\"client_secret\": \"" + SECRET + "\", \"client_name\": ";

    assertThat(read(with(secret + '"' + "店".repeat(60) + '"'), false).faults()).isEmpty();
    assertThat(read(with(secret + '"' + "店".repeat(61) + '"'), false).faults()).hasSize(1);
  }

  private static String with(String members) {
    return "[{\"client_id\": \"shop\", \"redirect_uris\": [\"https://shop.example/cb\"], "
        + members
        + "}]";
  }

  private static String redirect(String uri, String type) {
    return ("[{\"client_id\": \"shop\", \"client_secret\": \"%s\", \"application_type\": \"%s\","
            + " \"redirect_uris\": [\"%s\"]}]")
        .formatted(SECRET, type, uri);
  }

  private Client only(String json) {
    var file = read(json, false);
    assertThat(file.faults()).isEmpty();
    assertThat(file.clients()).hasSize(1);
    return file.clients().get(0);
  }

  private ClientFile read(String json, boolean development) {
    return ClientFile.read(write("clients.json", json), development);
  }

  private Path write(String name, String text) {
    try {
      return Files.write(directory.resolve(name), text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
