package io.saoma.config;

import com.nimbusds.oauth2.sdk.id.Issuer;
import io.saoma.jpa.DatabaseSettings;
import io.saoma.web.Network;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns texts into {@link Settings}, and tells every fault at once. */
public final class SettingsReader {
  static final String ISSUER = "saoma.issuer";
  static final String DEVELOPMENT = "saoma.development";
  static final String DATA = "saoma.data";
  static final String DATABASE_URL = "saoma.database.url";
  static final String DATABASE_USER = "saoma.database.user";
  static final String DATABASE_PASSWORD = "saoma.database.password";
  static final String DATABASE_POOL = "saoma.database.pool-size";
  static final String SEALING_KEY = "saoma.sealing-key";
  static final String CLIENTS = "saoma.clients";
  static final String CONNECTORS = "saoma.connectors";
  static final String PROXIES = "saoma.trusted-proxies";
  static final String PLACES = "saoma.place-files";
  static final String PICTURES = "saoma.pictures-per-minute";
  static final String WAITING = "saoma.waiting-pages";

  /** Every key there is. */
  public static final Set<String> KEYS =
      Set.of(
          ISSUER,
          DEVELOPMENT,
          DATA,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD,
          DATABASE_PASSWORD + ".file",
          DATABASE_POOL,
          SEALING_KEY,
          SEALING_KEY + ".file",
          CLIENTS,
          CONNECTORS,
          PROXIES,
          PLACES,
          PICTURES,
          WAITING);

  private static final String DEFAULT_ISSUER = "http://localhost:8080";

  private final List<String> faults = new ArrayList<>();
  private final Sources sources;
  private final Settings.Files files;
  private final Path data;
  private final Optional<DatabaseSettings> database;

  /**
   * Reads the texts of this process.
   *
   * @param contextFile the properties file that the web application's context names, if any
   */
  public SettingsReader(
      Map<?, ?> systemProperties, Map<String, String> environment, @Nullable String contextFile) {
    this.sources = Sources.read(systemProperties, environment, contextFile, KEYS, faults);
    this.files =
        new Settings.Files(
            existing(CLIENTS),
            existing(CONNECTORS),
            sources.get(PLACES).stream()
                .flatMap(SettingsReader::parts)
                .flatMap(name -> existing(PLACES, name).stream())
                .toList(),
            sources.get(DEVELOPMENT).map(this::flag).orElse(sources.get(ISSUER).isEmpty()));
    this.data = data();
    this.database = database(data);
  }

  /** The files whose contents others check; one that cannot be read is not among them. */
  public Settings.Files files() {
    return files;
  }

  /** Where the rows would live, however wrong the other settings are. */
  public Optional<DatabaseSettings> database() {
    return database;
  }

  /** The key that says where: of the embedded database, the directory. */
  public String databaseKey() {
    return sources.get(DATABASE_URL).isPresent() ? DATABASE_URL : DATA;
  }

  /**
   * The settings.
   *
   * @param contextPath where the web application is, as Servlet writes it: empty for the root
   * @param further what others found in the files
   * @throws InvalidSettingsException with every fault
   */
  public Settings settings(String contextPath, List<String> further) {
    var issuer = issuer();
    issuer.ifPresent(uri -> checkIssuer(uri, contextPath));
    faults.addAll(further);
    var limits =
        new Settings.Limits(number(PICTURES, 60, 1, 4_500), number(WAITING, 15_000, 0, 1_000_000));
    var proxies = proxies();
    var sealingKey = sealingKey();
    if (!faults.isEmpty() || issuer.isEmpty() || database.isEmpty() || sealingKey.isEmpty()) {
      throw new InvalidSettingsException(faults);
    }
    return new Settings(
        new Issuer(issuer.get()),
        files.development(),
        database.get(),
        sealingKey.get(),
        limits,
        proxies);
  }

  private Path data() {
    var text = sources.get(DATA).orElse("saoma-data");
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      faults.add(DATA + ": is no path");
      return Path.of("");
    }
  }

  private Optional<URI> issuer() {
    var text = sources.get(ISSUER).orElse(DEFAULT_ISSUER);
    try {
      var uri = new URI(text);
      if (uri.getHost() != null && text.equals(canonical(uri))) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // told below
    }
    faults.add(
        ISSUER
            + ": must be a URL of scheme, host, port and path as browsers write it: in lower case,"
            + " without the scheme's own port, without a slash at its end");
    return Optional.empty();
  }

  /**
   * How a browser writes the same place, in its Origin header too, which is compared to the letter:
   * with another spelling every POST of Saoma's own pages would be refused.
   */
  private static String canonical(URI uri) {
    var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    var ownPort = "https".equals(scheme) ? 443 : 80;
    var port = uri.getPort() == -1 || uri.getPort() == ownPort ? "" : ":" + uri.getPort();
    var path = uri.normalize().getRawPath().replaceAll("/+$", "");
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path;
  }

  private void checkIssuer(URI issuer, String contextPath) {
    if (files.development() && !isUnreachable(issuer.getHost())) {
      faults.add(
          DEVELOPMENT + ": only where the issuer's host is loopback, or under .test or .localhost");
    }
    if (!"https".equals(issuer.getScheme())
        && !("http".equals(issuer.getScheme()) && files.development())) {
      faults.add(ISSUER + ": must be https, save in development");
    }
    if (!issuer.getRawPath().equals(contextPath)) {
      faults.add(ISSUER + ": its path must be the web application's, \"" + contextPath + "\"");
    }
  }

  /** Loopback and the names that RFC 6761 keeps out of the public DNS. */
  private static boolean isUnreachable(String host) {
    return Set.of("localhost", "127.0.0.1", "[::1]").contains(host)
        || host.endsWith(".localhost")
        || host.endsWith(".test");
  }

  private Optional<DatabaseSettings> database(Path data) {
    var url =
        sources.get(DATABASE_URL).orElse("jdbc:h2:file:" + data.toAbsolutePath().resolve("saoma"));
    try {
      return Optional.of(
          new DatabaseSettings(
              url,
              sources.get(DATABASE_USER).orElse("saoma"),
              sources.secret(DATABASE_PASSWORD),
              number(DATABASE_POOL, 16, 1, 200)));
    } catch (IllegalArgumentException e) {
      faults.add(DATABASE_URL + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<SealingKey> sealingKey() {
    var text = sources.secret(SEALING_KEY);
    if (text.isPresent()) {
      if (sources.get(DATABASE_URL).isEmpty()) {
        checkData();
      }
      return parsedKey(text.get());
    }
    if (database.isPresent() && !database.get().isEmbedded()) {
      faults.add(SEALING_KEY + ": is required, 32 random bytes in base64");
      return Optional.empty();
    }
    checkData();
    if (!faults.isEmpty()) {
      return Optional.empty(); // nothing is made for a server that does not start
    }
    try {
      return parsedKey(EmbeddedKey.readOrCreate(data));
    } catch (IOException e) {
      faults.add(cannotBeWritten());
      return Optional.empty();
    }
  }

  /** Whether the directory is there, or could be made. */
  private void checkData() {
    var existing = data.toAbsolutePath();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      faults.add(cannotBeWritten());
    }
  }

  private String cannotBeWritten() {
    return DATA + ": cannot be written: " + data.toAbsolutePath();
  }

  private Optional<SealingKey> parsedKey(String text) {
    try {
      return Optional.of(new SealingKey(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      faults.add(SEALING_KEY + ": must be 32 bytes in base64");
      return Optional.empty();
    }
  }

  private List<Network> proxies() {
    return sources.get(PROXIES).stream()
        .flatMap(SettingsReader::parts)
        .flatMap(text -> network(text).stream())
        .toList();
  }

  private Optional<Network> network(String text) {
    try {
      return Optional.of(Network.parse(text));
    } catch (IllegalArgumentException e) {
      faults.add(PROXIES + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Stream<String> parts(String list) {
    return Arrays.stream(list.split(",")).map(String::strip);
  }

  private Optional<Path> existing(String key) {
    return sources.get(key).flatMap(name -> existing(key, name));
  }

  private Optional<Path> existing(String key, String name) {
    try {
      var path = Path.of(name);
      if (Files.isRegularFile(path) && Files.isReadable(path)) {
        return Optional.of(path);
      }
    } catch (InvalidPathException e) {
      // told below
    }
    faults.add(key + ": the file cannot be read: " + name);
    return Optional.empty();
  }

  private int number(String key, int otherwise, int least, int most) {
    var text = sources.get(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      var number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    faults.add(key + ": must be a number from " + least + " to " + most);
    return otherwise;
  }

  private boolean flag(String text) {
    if (!"true".equals(text) && !"false".equals(text)) {
      faults.add(DEVELOPMENT + ": must be true or false");
    }
    return "true".equals(text);
  }
}
