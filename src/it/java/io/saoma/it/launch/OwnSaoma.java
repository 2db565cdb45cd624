package io.saoma.it.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Saoma of one's own on its file and its port, to be killed and started again. */
final class OwnSaoma implements AutoCloseable {
  /** Public, with refresh tokens. */
  static final String CLUB = "club";

  /** Public, asks everybody for the digits. */
  static final String BANK = "bank";

  private static final String SETTINGS =
      """
      saoma.issuer = %1$s
      saoma.development = true
      saoma.data = %2$s/data
      saoma.clients = %2$s/clients.json
      saoma.connectors = %2$s/connectors.json
      saoma.pictures-per-minute = 4500
      """;

  private static final String CLIENTS =
      """
      [
        {"client_id":"club","client_name":"Club","redirect_uris":["%1$s"],
         "token_endpoint_auth_method":"none",
         "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
         "scope":"openid","saoma_owner":"owner"},
        {"client_id":"bank","client_name":"Bank","redirect_uris":["%1$s"],
         "token_endpoint_auth_method":"none","grant_types":["authorization_code"],
         "response_types":["code"],"scope":"openid","saoma_owner":"owner",
         "saoma_type_back":"always"}
      ]
      """;

  private static final String CONNECTORS =
      """
      [{"id":"wechat","kind":"wechat-miniprogram","owner":"owner","appid":"%s","secret":"%s",
        "page":"%s","base_url":"%s"}]
      """;

  private final Path settings;
  private final URI issuer;
  private @Nullable Launched running;

  /** One that is not started yet. */
  OwnSaoma(Path directory, URI issuer, URI callback, URI wechat) throws IOException {
    this.issuer = issuer;
    Files.writeString(directory.resolve("clients.json"), CLIENTS.formatted(callback));
    Files.writeString(
        directory.resolve("connectors.json"),
        CONNECTORS.formatted(
            SandboxServer.APPID, SandboxServer.SECRET, SandboxServer.PAGE, wechat));
    this.settings =
        Files.writeString(
            directory.resolve("saoma.properties"), SETTINGS.formatted(issuer, directory));
  }

  /** An issuer on a free port: the settings name the port, so it has to be known before. */
  static URI freeIssuer() {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://localhost:" + free.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it answers. */
  void start() throws IOException {
    var launched =
        new Launched(
            Path.of("target/it/launch"),
            List.of("-Dsaoma.config=" + settings),
            "--port",
            Integer.toString(issuer.getPort()));
    running = launched;
    assertThat(launched.places(1)).hasSize(1);
  }

  /** SIGKILL. */
  void kill() {
    if (running != null) {
      running.kill();
    }
  }

  /** SIGTERM. */
  void terminate() {
    if (running != null) {
      running.terminate();
    }
  }

  /** How it ended. */
  int exitCode() throws InterruptedException {
    return Objects.requireNonNull(running).exitCode();
  }

  @Override
  public void close() {
    kill();
  }
}
