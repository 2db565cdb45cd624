package io.saoma.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saoma.sandbox.SandboxControl;
import io.saoma.sandbox.SandboxServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Saoma from its WAR, PostgreSQL that waits for its disk, and the sandbox: a process each. */
final class Deployment implements AutoCloseable {
  /** A sealing key that this program knows, to derive what a page would carry. */
  static final String SEALING_KEY = "c2VhbGluZyBrZXkgb2YgdGhlIHRlc3RzLCAzMiBieXQ=";

  private static final String LOGGING = "java.util.logging.config.file";

  private static final String SETTINGS =
      """
      saoma.issuer = %s
      saoma.development = true
      saoma.data = %s
      saoma.sealing-key = %s
      saoma.clients = %s
      saoma.connectors = %s
      saoma.database.url = %s
      saoma.database.user = postgres
      saoma.pictures-per-minute = 4500
      saoma.trusted-proxies = 127.0.0.0/8,::1/128
      """;

  private static final String CLIENT =
      """
      {"client_id":"%1$s","client_name":"%1$s","redirect_uris":["%2$s"],
       "token_endpoint_auth_method":"none","id_token_signed_response_alg":"%1$s",
       "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
       "scope":"openid","saoma_owner":"owner","saoma_verified_domain":"shop.example"}
      """;

  private static final String CONNECTORS =
      """
      [{"id":"wechat","kind":"wechat-miniprogram","owner":"owner","appid":"%s","secret":"%s",
        "page":"%s","base_url":"%s","pool":20}]
      """;

  private final Path jvm;
  private final List<String> options;
  private final Path directory;
  private final EmbeddedPostgres postgres;
  private final Process sandbox;
  private final SandboxControl wechat;
  private final URI issuer;
  private Process saoma;

  /** Starts all three; {@code jvm} is the directory of the JDK that runs Saoma. */
  Deployment(Path jvm, List<String> options) throws IOException {
    this.jvm = jvm;
    this.options = options;
    this.directory = Files.createTempDirectory("saoma-bench-");
    // What the library switches off for the sake of fast tests: a commit is on the disk again.
    this.postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
    this.sandbox =
        started(
            Path.of(System.getProperty("java.home")),
            "-D" + LOGGING + "=" + System.getProperty(LOGGING),
            "-cp",
            classPath(),
            Sandbox.class.getName());
    var base = URI.create(line(sandbox, "http"));
    this.wechat = new SandboxControl(base);
    // A few people do what thousands would.
    wechat.limit("sessions_per_user_minute", 1_000_000);
    this.issuer = freeIssuer();
    settings(base);
    this.saoma = launched();
  }

  private static String classPath() {
    // One container is enough, and the launcher's own.
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("jetty-ee11") && !entry.contains("tomcat"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void settings(URI base) throws IOException {
    var clients =
        Files.writeString(
            directory.resolve("clients.json"), "[" + client("ES256") + "," + client("RS256") + "]");
    var connectors =
        Files.writeString(
            directory.resolve("connectors.json"),
            CONNECTORS.formatted(
                SandboxServer.APPID, SandboxServer.SECRET, SandboxServer.PAGE, base));
    Files.writeString(
        directory.resolve("saoma.properties"),
        SETTINGS.formatted(
            issuer,
            directory,
            SEALING_KEY,
            clients,
            connectors,
            postgres.getJdbcUrl("postgres", "postgres")));
  }

  /** A site, named after the algorithm of its ID tokens. */
  private static String client(String algorithm) {
    return CLIENT.formatted(algorithm, Visitor.CALLBACK);
  }

  private Process launched() throws IOException {
    var command = new ArrayList<>(options);
    command.addAll(
        List.of(
            "-Dsaoma.config=" + directory.resolve("saoma.properties"),
            "-jar",
            "target/saoma.war",
            "--cache",
            directory.resolve("cache").toString(),
            "--port",
            Integer.toString(issuer.getPort())));
    var launched = started(jvm, command.toArray(String[]::new));
    line(launched, "  http");
    return launched;
  }

  /** Ends Saoma and starts it again; returns the milliseconds until it is ready. */
  double restart() {
    end(saoma);
    var begun = System.nanoTime();
    try {
      saoma = launched();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  private static Process started(Path jvm, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(jvm.resolve("bin/java").toString());
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return process;
  }

  /** The first line of its output that begins so. */
  private static String line(Process process, String beginning) throws IOException {
    var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new IOException("ended before it was ready: " + process.info());
  }

  /** Known before Saoma starts: its settings name the port. */
  private static URI freeIssuer() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://localhost:" + free.getLocalPort());
    }
  }

  URI issuer() {
    return issuer;
  }

  SandboxControl wechat() {
    return wechat;
  }

  Connection connect() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  Cpu saomaCpu() {
    return new Cpu(saoma.toHandle());
  }

  /** Of the server, which is the parent of every connection's process. */
  Cpu databaseCpu() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return new Cpu(ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow());
    }
  }

  /** What is alive on Saoma's heap, in bytes, after a full collection. */
  long heap() throws IOException {
    var out = jcmd("GC.class_histogram").lines().filter(line -> line.startsWith("Total")).toList();
    return Long.parseLong(out.get(0).split(" +", -1)[2]);
  }

  /** What the machine gives it, in bytes. */
  long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + saoma.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Asks Saoma's JVM. */
  String jcmd(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(jvm.resolve("bin/jcmd").toString());
    command.add(Long.toString(saoma.pid()));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private static void end(Process process) {
    process.destroy();
    process.onExit().join();
  }

  @Override
  public void close() throws IOException {
    end(saoma);
    end(sandbox);
    postgres.close();
  }
}
