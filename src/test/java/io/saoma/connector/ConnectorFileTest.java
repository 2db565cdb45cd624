package io.saoma.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorFileTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String LEAST =
      """
      {"id":"main","kind":"wechat-miniprogram","owner":"operator","appid":"wx0123456789abcdef",\
      "secret":"%s","page":"pages/confirm/confirm"}"""
          .formatted(SECRET);

  private final Path directory;

  ConnectorFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void whatIsLeftOutIsAsWeChatHasIt() throws IOException {
    var file = production("[" + LEAST + "]");
    assertThat(file.faults()).isEmpty();
    assertThat(file.connectors())
        .containsExactly(
            new ConnectorSettings(
                "main",
                "wechat-miniprogram",
                "operator",
                "wx0123456789abcdef",
                new ConnectorSecret(SECRET),
                "release",
                true,
                "pages/confirm/confirm",
                URI.create("https://api.weixin.qq.com"),
                Optional.empty(),
                Optional.empty(),
                0));
  }

  @Test
  void everyMemberIsRead() throws IOException {
    var file =
        development(
            """
            [{"id":"sandbox-2","kind":"wechat-miniprogram","owner":"acme","appid":"wx0000000000000001",
              "secret":"sample-app-secret-of-the-sandbox","env_version":"trial","check_path":false,
              "page":"pages/confirm/confirm","base_url":"http://localhost:8080/sandbox",
              "open_platform":"demo","name":"水果 登录","pool":50}]
            """);
    assertThat(file.faults()).isEmpty();
    assertThat(file.connectors())
        .containsExactly(
            new ConnectorSettings(
                "sandbox-2",
                "wechat-miniprogram",
                "acme",
                "wx0000000000000001",
                new ConnectorSecret("sample-app-secret-of-the-sandbox"),
                "trial",
                false,
                "pages/confirm/confirm",
                URI.create("http://localhost:8080/sandbox"),
                Optional.of("demo"),
                Optional.of("水果 登录"),
                50));
  }

  @Test
  void anEmptyArrayDeclaresNone() throws IOException {
    assertThat(production("[]")).isEqualTo(new ConnectorFile(List.of(), List.of()));
  }

  @Test
  void everyFaultIsSaidAtOnce() throws IOException {
    var file =
        production(
            """
            [{"id":"Main","kind":"wechat","appid":"wx123","page":"/pages/a","env_version":"beta",
              "check_path":"yes","base_url":"http://api.weixin.qq.com","open_platform":"a:b",
              "pool":-1,"appId":"wx0123456789abcdef","pool":2},
             7,
             {"id":"ok","kind":"wechat-miniprogram","owner":"a","appid":"wx0123456789abcdef",
              "secret":"0123456789abcdef","page":"p"},
             {"id":"ok","kind":"wechat-miniprogram","owner":"a","appid":"wx0123456789abcdef",
              "secret":"0123456789abcdef","secret_file":"s","page":"p"}]
            """);
    assertThat(file.faults())
        .containsExactly(
            "connector Main: pool: is declared twice",
            "connector Main: appId: is unknown",
            "connector Main: id: must be 1 to 63 of a-z 0-9 -, no - first",
            "connector Main: kind: must be of [wechat-miniprogram]",
            "connector Main: owner: is missing",
            "connector Main: appid: must be wx and 16 hexadecimal digits",
            "connector Main: secret: is needed, or secret_file, and not both",
            "connector Main: env_version: must be release, trial or develop",
            "connector Main: check_path: must be true or false",
            "connector Main: page: must be a page's path, without / first, without query",
            "connector Main: base_url: must be https",
            "connector Main: open_platform: must be 1 to 64 of A-Z a-z 0-9 _ -",
            "connector Main: pool: must be a whole number from 0 to 10000",
            "connector at index 1: is no JSON object",
            "connector ok: id: is another connector's, too",
            "connector ok: appid: is another connector's, too",
            "connector ok: secret: is needed, or secret_file, and not both");
  }

  @Test
  void W21_aSandboxIsForDevelopmentOnly() throws IOException {
    var sandbox =
        "["
            + LEAST
                .replace("wx0123456789abcdef", "wx00000000abcdef")
                .replace("wx00000000abcdef", "wx0000000000000001")
                .replace(SECRET, "sample-app-secret")
                .replace("}", ",\"base_url\":\"http://localhost:8080/sandbox\"}")
            + "]";
    assertThat(production(sandbox).faults())
        .containsExactly(
            "connector main: appid: is a sandbox's, which only development accepts",
            "connector main: secret: is a sample that everybody can read",
            "connector main: base_url: must be https");
    assertThat(development(sandbox).faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id        | null",
        "id        | \"\"",
        "id        | \"-a\"",
        "id        | \"a b\"",
        "id        | 5",
        "owner     | \"\"",
        "owner     | [\"a\"]",
        "kind      | null",
        "appid     | \"wx0123456789ABCDEF\"",
        "appid     | \"wx0123456789abcde\"",
        "appid     | \"wx0123456789abcdef0\"",
        "appid     | \"0123456789abcdef01\"",
        "secret    | null",
        "secret    | 12345678901234567890",
        "secret    | \"\"",
        "secret    | \"short\"",
        "secret    | \"0123456789 abcdef\"",
        "page      | \"\"",
        "page      | \"/pages/a\"",
        "page      | \"pages/a?x=1\"",
        "page      | \"pages/a b\"",
        "page      | null",
      })
  void aMemberThatDoesNotFitIsAFault(String member, String value) throws IOException {
    var file =
        production(
            "["
                + LEAST.replaceFirst("\"" + member + "\":\"[^\"]*\"", "\"" + member + "\":" + value)
                + "]");
    assertThat(file.faults()).hasSize(1).first().asString().contains(" " + member + ": ");
    assertThat(file.connectors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.weixin.qq.com@mallory.test",
        "https://user:password@api.weixin.qq.com",
        "https://api.weixin.qq.com\\\\@mallory.test",
        "https://api.weixin.qq.com/",
        "https://api.weixin.qq.com?x=1",
        "https://api.weixin.qq.com#x",
        "https://api.weixin.qq.com/a b",
        "https:///sandbox",
        "https://",
        "ftp://api.weixin.qq.com",
        "//api.weixin.qq.com",
        "api.weixin.qq.com",
        ""
      })
  void aBaseUrlIsAHostAndAPath(String url) throws IOException {
    var file = development("[" + LEAST.replace("}", ",\"base_url\":\"" + url + "\"}") + "]");
    assertThat(file.faults()).hasSize(1).first().asString().contains(" base_url: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "kind", "owner", "appid", "secret", "page"})
  void aMemberThatIsMissingIsAFault(String member) throws IOException {
    var without = LEAST.replaceFirst("\"" + member + "\":\"[^\"]*\"", "\"pool\":1");
    assertThat(production("[" + without + "]").faults())
        .hasSize(1)
        .first()
        .asString()
        .containsPattern(member + ": is (missing|needed)");
  }

  @Test
  void aSecretMayStandInAFileBesideIt() throws IOException {
    Files.writeString(directory.resolve("app-secret"), SECRET + "\n");
    var file =
        production(
            "[" + LEAST.replace("\"secret\":\"" + SECRET, "\"secret_file\":\"app-secret") + "]");
    assertThat(file.faults()).isEmpty();
    assertThat(file.connectors().get(0).secret()).isEqualTo(new ConnectorSecret(SECRET));
    var nowhere =
        production(
            "[" + LEAST.replace("\"secret\":\"" + SECRET, "\"secret_file\":\"nowhere") + "]");
    assertThat(nowhere.faults())
        .containsExactly("connector main: secret_file: cannot be read: NoSuchFileException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "null", "7", "[", "[{]", "[{\"id\":\"a\",}]", "[] []", "[],", "//"})
  void whatIsNoJsonArrayIsAFault(String json) throws IOException {
    assertThat(production(json).faults()).isNotEmpty();
    assertThat(production(json).connectors()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsAFault() {
    assertThat(ConnectorFile.read(directory.resolve("nowhere"), Set.of(), false).faults())
        .containsExactly("cannot be read: NoSuchFileException");
  }

  @Test
  void W01_noFaultAndNoTextShowsASecret() throws IOException {
    var canary = "sample-canary canary";
    var faulty = production("[" + LEAST.replace(SECRET, canary) + "]");
    var broken = production("[" + LEAST.replace(SECRET + "\"", canary) + "]");
    var good = production("[" + LEAST.replace(SECRET, "canary-0123456789") + "]");
    assertThat(good.connectors()).hasSize(1);
    assertThat(faulty.faults()).isNotEmpty();
    assertThat(broken.faults()).isNotEmpty();
    assertThat(faulty.toString() + broken + good).doesNotContain("canary");
  }

  @Test
  void theWeChatConnectorIsFound() {
    assertThat(ServiceLoader.load(ConnectorFactory.class))
        .extracting(ConnectorFactory::kind)
        .containsExactly("wechat-miniprogram");
  }

  private ConnectorFile production(String json) throws IOException {
    return read(json, false);
  }

  private ConnectorFile development(String json) throws IOException {
    return read(json, true);
  }

  private ConnectorFile read(String json, boolean development) throws IOException {
    var file = Files.writeString(directory.resolve("connectors.json"), json);
    return ConnectorFile.read(file, Set.of("wechat-miniprogram"), development);
  }
}
