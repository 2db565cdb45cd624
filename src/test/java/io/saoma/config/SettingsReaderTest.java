package io.saoma.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saoma.config.Settings.Limits;
import io.saoma.web.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {
  /** 32 bytes. */
  private static final String KEY = "c2VhbGluZyBrZXkgb2YgdGhlIHRlc3RzLCAzMiBieXQ=";

  private static final Map<String, String> NO_VARIABLES = Map.of();

  @TempDir Path directory;

  @Test
  void theseAreAllKeys() {
    assertThat(SettingsReader.KEYS)
        .containsExactlyInAnyOrder(
            "saoma.issuer",
            "saoma.development",
            "saoma.data",
            "saoma.database.url",
            "saoma.database.user",
            "saoma.database.password",
            "saoma.database.password.file",
            "saoma.database.pool-size",
            "saoma.sealing-key",
            "saoma.sealing-key.file",
            "saoma.clients",
            "saoma.connectors",
            "saoma.trusted-proxies",
            "saoma.place-files",
            "saoma.pictures-per-minute",
            "saoma.waiting-pages");
  }

  @Test
  void theseAreTheDefaults() {
    var reader = reader(Map.of("saoma.sealing-key", KEY));
    var files = reader.files();
    var settings = settings(reader);

    assertThat(settings.issuer().getValue()).isEqualTo("http://localhost:8080");
    assertThat(settings.development()).isTrue();
    assertThat(settings.database().url())
        .isEqualTo("jdbc:h2:file:" + Path.of("saoma-data", "saoma").toAbsolutePath());
    assertThat(settings.database().user()).isEqualTo("saoma");
    assertThat(settings.database().password()).isEmpty();
    assertThat(settings.database().poolSize()).isEqualTo(16);
    assertThat(files.clients()).isEmpty();
    assertThat(files.connectors()).isEmpty();
    assertThat(settings.limits()).isEqualTo(new Limits(60, 15_000));
    assertThat(settings.trustedProxies()).isEmpty();
    assertThat(files.places()).isEmpty();
  }

  @Test
  void everySettingIsRead() throws IOException {
    var file = Files.createFile(directory.resolve("any"));
    var reader =
        reader(
            Map.ofEntries(
                Map.entry("saoma.issuer", "https://login.example/sso"),
                Map.entry("saoma.development", "false"),
                Map.entry("saoma.data", directory.toString()),
                Map.entry("saoma.database.url", "jdbc:postgresql://db/saoma"),
                Map.entry("saoma.database.user", "keeper"),
                Map.entry("saoma.database.password", "canary-password"),
                Map.entry("saoma.database.pool-size", "32"),
                Map.entry("saoma.sealing-key", KEY),
                Map.entry("saoma.clients", file.toString()),
                Map.entry("saoma.connectors", file.toString()),
                Map.entry("saoma.trusted-proxies", "10.0.0.0/8, ::1/128"),
                Map.entry("saoma.place-files", file + ", " + file),
                Map.entry("saoma.pictures-per-minute", "100"),
                Map.entry("saoma.waiting-pages", "0")));

    var files = reader.files();
    var settings = reader.settings("/sso", List.of());

    assertThat(settings.issuer().getValue()).isEqualTo("https://login.example/sso");
    assertThat(settings.origin()).isEqualTo("https://login.example");
    assertThat(settings.base()).isEqualTo("/sso");
    assertThat(settings.isSecure()).isTrue();
    assertThat(settings.development()).isFalse();
    assertThat(settings.database().url()).isEqualTo("jdbc:postgresql://db/saoma");
    assertThat(settings.database().user()).isEqualTo("keeper");
    assertThat(settings.database().password()).contains("canary-password");
    assertThat(settings.database().poolSize()).isEqualTo(32);
    assertThat(settings.sealingKey().bytes()).isEqualTo(Base64.getDecoder().decode(KEY));
    assertThat(files.clients()).contains(file);
    assertThat(files.connectors()).contains(file);
    assertThat(settings.trustedProxies())
        .containsExactly(Network.parse("10.0.0.0/8"), Network.parse("::1/128"));
    assertThat(files.places()).containsExactly(file, file);
    assertThat(settings.limits()).isEqualTo(new Limits(100, 0));
    assertThat(settings.toString()).doesNotContain("canary-password", KEY);
  }

  @Test
  void everyFaultIsToldAtOnceWithItsKey() {
    var absent = directory.resolve("absent").toString();
    var faults =
        faults(
            Map.ofEntries(
                Map.entry("saoma.issuer", "https://login.example/"),
                Map.entry("saoma.development", "yes"),
                Map.entry("saoma.database.url", "jdbc:mysql://db/saoma"),
                Map.entry("saoma.database.pool-size", "201"),
                Map.entry("saoma.sealing-key", "c2hvcnQ="),
                Map.entry("saoma.clients", absent),
                Map.entry("saoma.connectors", absent),
                Map.entry("saoma.trusted-proxies", "10.0.0.1, ::1/128, 10.0.0.0/99"),
                Map.entry("saoma.place-files", absent),
                Map.entry("saoma.pictures-per-minute", "many"),
                Map.entry("saoma.waiting-pages", "-1"),
                Map.entry("saoma.isuer", "https://login.example")));

    assertThat(faults)
        .contains(
            "saoma.isuer: is no setting of Saoma",
            "saoma.development: must be true or false",
            "saoma.issuer: must be a URL of scheme, host, port and path as browsers write it: in lower"
                + " case, without the scheme's own port, without a slash at its end",
            "saoma.sealing-key: must be 32 bytes in base64",
            "saoma.pictures-per-minute: must be a number from 1 to 4500",
            "saoma.waiting-pages: must be a number from 0 to 1000000",
            "saoma.database.pool-size: must be a number from 1 to 200",
            "saoma.database.url: must begin with jdbc:postgresql: or jdbc:h2:",
            "saoma.trusted-proxies: not a network in CIDR form: 10.0.0.1",
            "saoma.trusted-proxies: longer than an address: 10.0.0.0/99",
            "saoma.clients: the file cannot be read: " + absent,
            "saoma.connectors: the file cannot be read: " + absent,
            "saoma.place-files: the file cannot be read: " + absent);
    assertThat(faults).allMatch(fault -> fault.startsWith("saoma."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example/",
        "https://login.example/sso/",
        "https://user@login.example",
        "https://login.example?a=b",
        "https://login.example#a",
        "https://Login.example",
        "HTTPS://login.example",
        "https://login.example:443",
        "https://login.example/a//b",
        "https://login.example/a/../b",
        "login.example",
        "https://",
        "https://a b"
      })
  void anIssuerIsSchemeHostPortAndPath(String issuer) {
    assertThat(faults(Map.of("saoma.issuer", issuer, "saoma.sealing-key", KEY)))
        .anyMatch(fault -> fault.startsWith("saoma.issuer: must be a URL"));
  }

  @Test
  void anIssuersPathIsThatOfTheWebApplication() {
    var reader = reader(Map.of("saoma.issuer", "https://login.example", "saoma.sealing-key", KEY));
    assertThat(
            catchThrowableOfType(
                    InvalidSettingsException.class, () -> reader.settings("/sso", List.of()))
                .faults())
        .containsExactly("saoma.issuer: its path must be the web application's, \"/sso\"");
  }

  @Test
  void whatIsWrongInTheFilesIsToldWithTheRest() {
    var reader = reader(Map.of("saoma.issuer", "nonsense", "saoma.data", directory.toString()));
    assertThat(
            catchThrowableOfType(
                    InvalidSettingsException.class,
                    () -> reader.settings("", List.of("saoma.clients: is no JSON array")))
                .faults())
        .hasSize(2)
        .contains("saoma.clients: is no JSON array");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aDirectoryThatCannotBeMadeIsToldWithTheRest() throws IOException {
    var data = Files.createFile(directory.resolve("file")).resolve("data").toString();
    var told = "saoma.data: cannot be written: " + data;
    var texts = Map.of("saoma.data", data, "saoma.waiting-pages", "many");

    assertThat(faults(texts)).hasSize(2).contains(told);
    var withKey = new HashMap<>(texts);
    withKey.put("saoma.sealing-key", KEY);
    assertThat(faults(withKey)).hasSize(2).contains(told);
    withKey.put("saoma.database.url", "jdbc:postgresql://db/saoma");
    assertThat(faults(withKey)).hasSize(1).doesNotContain(told);
  }

  @Test
  void whatKubernetesTellsAboutAServiceCalledSaomaIsNoSetting() {
    var variables =
        Map.of(
            "SAOMA_SERVICE_HOST", "10.0.0.1",
            "SAOMA_SERVICE_PORT", "8080",
            "SAOMA_SERVICE_PORT_HTTP", "8080",
            "SAOMA_PORT", "tcp://10.0.0.1:8080",
            "SAOMA_PORT_8080_TCP", "tcp://10.0.0.1:8080",
            "SAOMA_PORT_8080_TCP_PROTO", "tcp",
            "SAOMA_PORT_8080_TCP_PORT", "8080",
            "SAOMA_PORT_8080_TCP_ADDR", "10.0.0.1",
            "SAOMA_DB_SERVICE_HOST", "10.0.0.2");
    var key = Map.of("saoma.sealing-key", KEY);

    assertThat(settings(new SettingsReader(key, variables, null))).isNotNull();
    assertThat(
            catchThrowableOfType(
                    InvalidSettingsException.class,
                    () -> settings(new SettingsReader(key, Map.of("SAOMA_PORT", "8080"), null)))
                .faults())
        .containsExactly("saoma.port: is no setting of Saoma");
  }

  @Test
  void aPropertyCountsMoreThanAVariableAndAVariableMoreThanTheFile() throws IOException {
    var file =
        file("saoma.database.user=file", "saoma.waiting-pages=1", "saoma.pictures-per-minute=1");
    var variables =
        Map.of("SAOMA_DATABASE_USER", "variable", "SAOMA_WAITING_PAGES", "2", "HOME", "/root");
    var properties = Map.of("saoma.database.user", "property", "saoma.sealing-key", KEY);

    var settings = settings(new SettingsReader(properties, variables, file));

    assertThat(settings.database().user()).isEqualTo("property");
    assertThat(settings.limits()).isEqualTo(new Limits(1, 2));
  }

  @Test
  void theFileIsNamedByThePropertyElseByTheVariableElseByTheContext() throws IOException {
    var one = file("saoma.waiting-pages=1");
    var two = file("saoma.waiting-pages=2");
    var three = file("saoma.waiting-pages=3");
    var key = Map.of("saoma.sealing-key", KEY);
    var named = new HashMap<>(key);
    named.put("saoma.config", one);

    assertThat(pages(settings(new SettingsReader(named, Map.of("SAOMA_CONFIG", two), three))))
        .isEqualTo(1);
    assertThat(pages(settings(new SettingsReader(key, Map.of("SAOMA_CONFIG", two), three))))
        .isEqualTo(2);
    assertThat(pages(settings(new SettingsReader(key, NO_VARIABLES, three)))).isEqualTo(3);
  }

  @Test
  void aFileThatCannotBeReadIsAFault() {
    assertThat(faults(Map.of("saoma.config", "absent.properties", "saoma.sealing-key", KEY)))
        .containsExactly("saoma.config: cannot be read: absent.properties");
  }

  @Test
  void anUnknownKeyIsRefusedWhereverItStands() throws IOException {
    var thrown =
        catchThrowableOfType(
            InvalidSettingsException.class,
            () ->
                settings(
                    new SettingsReader(
                        Map.of("saoma.sealing-key", KEY, "saoma.one", ""),
                        Map.of("SAOMA_TWO", "2"),
                        file("saoma.three=3"))));

    assertThat(thrown.faults())
        .containsExactly(
            "saoma.one: is no setting of Saoma",
            "saoma.two: is no setting of Saoma",
            "saoma.three: is no setting of Saoma");
    assertThat(thrown).hasMessageContainingAll("does not start", "saoma.one", "saoma.three");
  }

  @Test
  void settingsOfTheSandboxAndTheDemoSiteAreTheirs() {
    assertThat(
            read(
                Map.of(
                    "saoma.sealing-key", KEY,
                    "saoma.sandbox.apps", "apps.json",
                    "saoma.demo.issuer", "http://localhost:8080")))
        .isNotNull();
  }

  @Test
  void aBlankValueCountsAsAbsent() {
    var settings = read(Map.of("saoma.sealing-key", KEY, "saoma.database.user", " "));
    assertThat(settings.database().user()).isEqualTo("saoma");
  }

  @Test
  void aVariableHasUnderscoresForDotsAndHyphens() throws IOException {
    var variables =
        Map.of(
            "SAOMA_SEALING_KEY_FILE", written(KEY + "\n"),
            "SAOMA_DATABASE_PASSWORD_FILE", written(" canary-password \n"),
            "SAOMA_DATABASE_POOL_SIZE", "7");

    var settings = settings(new SettingsReader(Map.of(), variables, null));

    assertThat(settings.sealingKey().bytes()).isEqualTo(Base64.getDecoder().decode(KEY));
    assertThat(settings.database().password()).contains("canary-password");
    assertThat(settings.database().poolSize()).isEqualTo(7);
  }

  @Test
  void aSecretItselfCountsMoreThanItsFile() throws IOException {
    var settings =
        read(
            Map.of(
                "saoma.sealing-key",
                KEY,
                "saoma.database.password",
                "here",
                "saoma.database.password.file",
                written("there")));
    assertThat(settings.database().password()).contains("here");
  }

  @Test
  void aFaultNeverQuotesASecret() {
    var thrown =
        catchThrowableOfType(
            InvalidSettingsException.class,
            () -> read(Map.of("saoma.sealing-key", "canary-key", "saoma.issuer", "nonsense")));
    assertThat(thrown.getMessage()).doesNotContain("canary-key");
  }

  @Test
  void aSecretsFileThatCannotBeReadIsAFault() {
    assertThat(
            faults(
                Map.of(
                    "saoma.sealing-key",
                    KEY,
                    "saoma.database.password.file",
                    directory.resolve("absent").toString())))
        .containsExactly("saoma.database.password.file: the file cannot be read");
  }

  @Test
  void w21ProductionRefusesAnIssuerWithoutTls() {
    assertThat(
            faults(
                Map.of(
                    "saoma.issuer", "http://login.example",
                    "saoma.development", "false",
                    "saoma.sealing-key", KEY)))
        .containsExactly("saoma.issuer: must be https, save in development");
  }

  @Test
  void w21AnIssuerThatIsNamedIsProductionUnlessSaidOtherwise() {
    var settings = read(Map.of("saoma.issuer", "https://localhost", "saoma.sealing-key", KEY));
    assertThat(settings.development()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, true",
    "http://127.0.0.1, true",
    "http://[::1]:8080, true",
    "http://shop.localhost, true",
    "https://login.test, true",
    "http://login.example, false",
    "https://localhost.example, false",
    "https://test, false",
    "http://10.0.0.1, false",
    "http://127.0.0.2, false"
  })
  void w21DevelopmentIsOnlyWhereNobodyComesFromOutside(String issuer, boolean accepted) {
    var texts =
        Map.of("saoma.issuer", issuer, "saoma.development", "true", "saoma.sealing-key", KEY);
    if (accepted) {
      assertThat(read(texts).development()).isTrue();
    } else {
      assertThat(faults(texts))
          .contains(
              "saoma.development: only where the issuer's host is loopback, or under .test or"
                  + " .localhost");
    }
  }

  @Test
  void a05TwoFreshInstallationsMakeDifferentKeys() {
    var one = read(Map.of("saoma.data", directory.resolve("one").toString()));
    var two = read(Map.of("saoma.data", directory.resolve("two").toString()));
    assertThat(Arrays.equals(one.sealingKey().bytes(), two.sealingKey().bytes())).isFalse();
  }

  @Test
  void aKeyThatWasMadeIsReadAgain() {
    var data = Map.of("saoma.data", directory.toString());
    assertThat(read(data).sealingKey().bytes()).isEqualTo(read(data).sealingKey().bytes());
  }

  @Test
  void a06TheKeyThatWasMadeIsReadableByItsOwnerAlone() throws IOException {
    read(Map.of("saoma.data", directory.toString()));
    assertThat(Files.getPosixFilePermissions(directory.resolve("sealing.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void a06TheDirectoryThatWasMadeIsItsOwnersAlone() throws IOException {
    var data = directory.resolve("new");
    read(Map.of("saoma.data", data.toString()));
    assertThat(Files.getPosixFilePermissions(data))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(data).isDirectoryContaining("glob:**/sealing.key");
    try (var files = Files.list(data)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aDirectoryThatCannotBeMadeIsAFault() throws IOException {
    var data = directory.resolve("file").resolve("data");
    Files.createFile(directory.resolve("file"));
    assertThat(faults(Map.of("saoma.data", data.toString())))
        .containsExactly("saoma.data: cannot be written: " + data);
  }

  @Test
  void aNameThatIsNoPathIsAFault() {
    assertThat(
            faults(Map.of("saoma.data", "a\0b", "saoma.clients", "a\0b", "saoma.sealing-key", KEY)))
        .containsExactly("saoma.clients: the file cannot be read: a\0b", "saoma.data: is no path");
  }

  @Test
  void a05AFaultySettingMakesNoKey() {
    faults(Map.of("saoma.data", directory.toString(), "saoma.issuer", "nonsense"));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a05AServersDatabaseNeedsAKeyThatIsNamed() {
    assertThat(
            faults(
                Map.of(
                    "saoma.data",
                    directory.toString(),
                    "saoma.database.url",
                    "jdbc:postgresql://db/saoma")))
        .containsExactly("saoma.sealing-key: is required, 32 random bytes in base64");
    assertThat(directory).isEmptyDirectory();
  }

  private static SettingsReader reader(Map<String, String> properties) {
    return new SettingsReader(properties, NO_VARIABLES, null);
  }

  private static Settings read(Map<String, String> properties) {
    return settings(reader(properties));
  }

  /** Of a web application at the root, whose files hold no fault. */
  private static Settings settings(SettingsReader reader) {
    return reader.settings("", List.of());
  }

  private static List<String> faults(Map<String, String> properties) {
    return catchThrowableOfType(InvalidSettingsException.class, () -> read(properties)).faults();
  }

  private static int pages(Settings settings) {
    return settings.limits().waitingPages();
  }

  private String file(String... lines) throws IOException {
    return written(String.join("\n", lines));
  }

  private String written(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "text", null), text).toString();
  }
}
