package io.saoma.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.config.Settings;
import io.saoma.connector.ConnectorFactory;
import io.saoma.connector.wechat.WeChatConnectorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients' and the connectors' file as a server reads them at start. */
final class DeclaredTest {
  private static final Map<String, ConnectorFactory> KINDS =
      Map.of("wechat-miniprogram", new WeChatConnectorFactory());

  private static final String CLIENT =
      """
      [{"client_id": "shop", "client_secret": "0123456789abcdef0123456789abcdef",
        "redirect_uris": ["https://shop.example/callback"], "saoma_owner": "%s"%s}]
      """;

  private static final String CONNECTOR =
      """
      [{"id": "main", "kind": "wechat-miniprogram", "owner": "owner", "page": "pages/confirm/confirm",
        "appid": "wx0123456789abcdef", "secret": "0123456789abcdef0123456789abcdef"}]
      """;

  private static final Path DEMO = Path.of("deploy/demo");

  @TempDir Path directory;

  @Test
  void productionTakesAClientWithItsOwnersConnector() throws IOException {
    var declared = read(false, CLIENT.formatted("owner", ""), CONNECTOR);
    assertThat(declared.clients()).hasSize(1);
    assertThat(declared.connectors()).hasSize(1);
  }

  @Test
  void aClientWhoseOwnerHasNoConnectorIsAFault() throws IOException {
    assertThat(faults(CLIENT.formatted("another", ""), CONNECTOR))
        .containsExactly(
            "saoma.clients: client shop: no connector belongs to its owner, so nobody could sign"
                + " in");
  }

  @Test
  void aClientCannotUseAnotherOwnersConnector() throws IOException {
    assertThat(faults(CLIENT.formatted("owner", ", \"saoma_connectors\": [\"theirs\"]"), CONNECTOR))
        .containsExactly(
            "saoma.clients: client shop: saoma_connectors: theirs is none of its owner's");
  }

  @Test
  void faultsOfBothFilesAreToldTogether() throws IOException {
    assertThat(faults("{}", "{}")).hasSize(2).allMatch(fault -> fault.startsWith("saoma.c"));
  }

  @Test
  void developmentTakesTheDemo() throws IOException {
    var declared = read(true, demo("clients.json"), demo("connectors.json"));
    assertThat(declared.clients()).isNotEmpty();
  }

  @Test
  void w21ProductionRefusesTheSandbox() throws IOException {
    assertThat(faults(demo("clients.json"), demo("connectors.json")))
        .contains(
            "saoma.connectors: connector wechat: appid: is a sandbox's, which only development"
                + " accepts",
            "saoma.connectors: connector wechat: base_url: must be https");
  }

  @Test
  void a05ProductionRefusesTheSecretsOfTheSamples() throws IOException {
    assertThat(faults(demo("clients.json"), demo("connectors.json")))
        .contains(
            "saoma.connectors: connector wechat: secret: is a sample that everybody can read",
            "saoma.clients: client demo-shop: client_secret: is a sample that everybody can read");
  }

  private static String demo(String file) throws IOException {
    return Files.readString(DEMO.resolve(file));
  }

  private List<String> faults(String clients, String connectors) throws IOException {
    return read(false, clients, connectors).faults();
  }

  private Declared read(boolean development, String clients, String connectors) throws IOException {
    return Declared.read(
        new Settings.Files(
            Optional.of(written("clients.json", clients)),
            Optional.of(written("connectors.json", connectors)),
            List.of(),
            development),
        KINDS);
  }

  private Path written(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
