package io.saoma.config;

import com.nimbusds.oauth2.sdk.id.Issuer;
import io.saoma.jpa.DatabaseSettings;
import io.saoma.web.Network;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  static final String PLACES = "saoma.place-file";
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

  private SettingsReader(
      Map<?, ?> systemProperties, Map<String, String> environment, @Nullable String contextFile) {
    this.sources = Sources.read(systemProperties, environment, contextFile, KEYS, faults);
  }

  /**
   * The settings of this process.
   *
   * @param contextFile the properties file that the web application's context names, if any
   * @throws InvalidSettingsException with every fault
   */
  public static Settings read(
      Map<?, ?> systemProperties, Map<String, String> environment, @Nullable String contextFile) {
    return new SettingsReader(systemProperties, environment, contextFile).settings();
  }

  private Settings settings() {
    var issuer = issuer();
    var development =
        sources.get(DEVELOPMENT).map(this::flag).orElse(sources.get(ISSUER).isEmpty());
    checkIssuer(issuer, development);
    var data = Path.of(sources.get(DATA).orElse("saoma-data"));
    var database = database(data);
    var sealingKey = sealingKey(data, database);
    var limits =
        new Settings.Limits(number(PICTURES, 60, 1, 4_500), number(WAITING, 15_000, 0, 1_000_000));
    var network = new Settings.NetworkSettings(proxies(), existing(PLACES));
    var clients = existing(CLIENTS);
    var connectors = existing(CONNECTORS);
    if (!faults.isEmpty() || database.isEmpty() || sealingKey.isEmpty()) {
      throw new InvalidSettingsException(faults);
    }
    return new Settings(
        new Issuer(issuer),
        development,
        database.get(),
        sealingKey.get(),
        clients,
        connectors,
        limits,
        network);
  }

  private URI issuer() {
    var text = sources.get(ISSUER).orElse(DEFAULT_ISSUER);
    try {
      var uri = new URI(text);
      if (uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && !text.endsWith("/")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    faults.add(
        ISSUER + ": must be a URL of scheme, host, port and path, without a slash at its end");
    return URI.create(DEFAULT_ISSUER);
  }

  private void checkIssuer(URI issuer, boolean development) {
    if (development && !isUnreachable(issuer.getHost())) {
      faults.add(
          DEVELOPMENT + ": only where the issuer's host is loopback, or under .test or .localhost");
    }
    if (!"https".equals(issuer.getScheme())
        && !("http".equals(issuer.getScheme()) && development)) {
      faults.add(ISSUER + ": must be https, save in development");
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

  private Optional<SealingKey> sealingKey(Path data, Optional<DatabaseSettings> database) {
    var text = sources.secret(SEALING_KEY);
    if (text.isPresent()) {
      return parsedKey(text.get());
    }
    if (database.isPresent() && !database.get().isEmbedded()) {
      faults.add(SEALING_KEY + ": is required, 32 random bytes in base64");
      return Optional.empty();
    }
    if (!faults.isEmpty()) {
      return Optional.empty();
    }
    return parsedKey(EmbeddedKey.readOrCreate(data));
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
    try {
      return sources
          .get(PROXIES)
          .map(
              text ->
                  Arrays.stream(text.split(",")).map(String::strip).map(Network::parse).toList())
          .orElse(List.of());
    } catch (IllegalArgumentException e) {
      faults.add(PROXIES + ": " + e.getMessage());
      return List.of();
    }
  }

  private Optional<Path> existing(String key) {
    var path = sources.get(key).map(Path::of);
    if (path.isPresent() && !Files.isReadable(path.get())) {
      faults.add(key + ": the file cannot be read: " + path.get());
      return Optional.empty();
    }
    return path;
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
