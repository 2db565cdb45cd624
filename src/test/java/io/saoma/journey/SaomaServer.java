package io.saoma.journey;

import io.saoma.jpa.TestDatabase;
import io.saoma.sandbox.SandboxServer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Saoma as its web application, on a free loopback port, with the sandbox as its WeChat. */
public final class SaomaServer implements AutoCloseable {
  /** A confidential client with a verified domain. */
  public static final String SHOP = "shop";

  public static final String SHOP_SECRET = "sample-shop-secret-0123456789abcdefghijklmnop";
  public static final String SHOP_CALLBACK = "http://localhost:9/callback";

  /** A public client of the same owner, without a verified domain. */
  public static final String PAGE = "page";

  public static final String PAGE_CALLBACK = "http://localhost:9/page";

  private static final String CLIENTS =
      """
      [
        {"client_id":"shop","client_secret":"%s","client_name":"Shop","client_name#zh-CN":"商店",
         "redirect_uris":["%s"],"token_endpoint_auth_method":"client_secret_basic",
         "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
         "scope":"openid offline_access","saoma_owner":"owner",
         "saoma_verified_domain":"shop.example"%s},
        {"client_id":"page","client_name":"Page","redirect_uris":["%s"],
         "token_endpoint_auth_method":"none",
         "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
         "scope":"openid","saoma_owner":"owner"}%s
      ]
      """;

  private static final String CONNECTORS =
      """
      [{"id":"wechat","kind":"wechat-miniprogram","owner":"owner","appid":"%s","secret":"%s",
        "page":"%s","base_url":"%s","open_platform":"one","pool":%d},
       {"id":"sister","kind":"wechat-miniprogram","owner":"%s","name":"姊妹","appid":"%s","secret":"%s",
        "page":"%s","base_url":"%s","open_platform":"one"}]
      """;

  /** No setting of the server's: who owns the second mini-program. */
  private static final String SISTER_OWNER = "sister's owner";

  private final Server server = new Server();
  private final ServerConnector connector;
  private final SandboxServer sandbox;
  private final TestDatabase database;
  private final Path directory;

  private SaomaServer(Options options) {
    this.sandbox = SandboxServer.start();
    this.database = options.database();
    try {
      this.directory = Files.createTempDirectory("saoma-");
      var http = new HttpConfiguration();
      http.setSendServerVersion(false);
      // As the launcher sets it; else Jetty takes two cookies of one connection for the same when
      // they differ in the case of letters only.
      http.setHeaderCacheCaseSensitive(true);
      this.connector = new ServerConnector(server, new HttpConnectionFactory(http));
      connector.setHost("localhost");
      // The port is known before the settings are read: the issuer names it.
      connector.open();
      server.addConnector(connector);
      server.setHandler(webApplication(options));
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      close();
      throw new IllegalStateException("Saoma did not start", e);
    }
  }

  /**
   * What differs from the standard.
   *
   * @param shopMembers more members of the shop's declaration, e.g. {@code
   *     ,"saoma_type_back":"always"}
   * @param clients more clients, e.g. {@code ,{"client_id":…}}
   * @param pool how many pictures the connector keeps ready
   * @param settings more settings by key
   */
  public record Options(
      TestDatabase database,
      String shopMembers,
      String clients,
      int pool,
      Map<String, String> settings) {
    /** The standard: H2, the adaptive policy, no pool. */
    public static Options standard() {
      return new Options(TestDatabase.h2(), "", "", 0, Map.of());
    }

    public Options on(TestDatabase other) {
      return new Options(other, shopMembers, clients, pool, settings);
    }

    public Options shop(String members) {
      return new Options(database, members, clients, pool, settings);
    }

    /** One more client, public, with these members beside the standard ones. */
    public Options client(String id, String members) {
      var client =
          """
          ,{"client_id":"%1$s","client_name":"%1$s","redirect_uris":["http://localhost:9/%1$s"],
            "token_endpoint_auth_method":"none","grant_types":["authorization_code"],
            "response_types":["code"],"scope":"openid","saoma_owner":"owner"%2$s}
          """
              .formatted(id, members);
      return new Options(database, shopMembers, clients + client, pool, settings);
    }

    public Options pool(int size) {
      return new Options(database, shopMembers, clients, size, settings);
    }

    /** Pictures for a whole class of tests, and phones that call from addresses of their own. */
    public Options open() {
      return set("saoma.pictures-per-minute", "4500")
          .set("saoma.trusted-proxies", "127.0.0.0/8,::1/128");
    }

    /** Both mini-programs are the shop's owner's. */
    public Options twoApps() {
      return set(SISTER_OWNER, "owner");
    }

    public Options set(String key, String value) {
      var more = new LinkedHashMap<>(settings);
      more.put(key, value);
      return new Options(database, shopMembers, clients, pool, more);
    }
  }

  /** Starts the standard one. */
  public static SaomaServer start() {
    return new SaomaServer(Options.standard());
  }

  /** Starts one that differs. */
  public static SaomaServer start(Options options) {
    return new SaomaServer(options);
  }

  private WebAppContext webApplication(Options options) throws IOException {
    var context = new WebAppContext();
    context.setContextPath("/");
    context.setBaseResourceAsPath(Path.of("webapp").toAbsolutePath());
    // The classes of this process, as the tests see them.
    context.setParentLoaderPriority(true);
    context.setInitParameter("saoma.config", settings(options).toString());
    context.setThrowUnavailableOnStartupException(true);
    return context;
  }

  private Path settings(Options options) throws IOException {
    var clients = directory.resolve("clients.json");
    Files.writeString(
        clients,
        CLIENTS.formatted(
            SHOP_SECRET, SHOP_CALLBACK, options.shopMembers(), PAGE_CALLBACK, options.clients()));
    var connectors = directory.resolve("connectors.json");
    Files.writeString(
        connectors,
        CONNECTORS.formatted(
            SandboxServer.APPID,
            SandboxServer.SECRET,
            SandboxServer.PAGE,
            sandbox.base(),
            options.pool(),
            options.settings().getOrDefault(SISTER_OWNER, "sister"),
            SandboxServer.SISTER,
            SandboxServer.SECRET,
            SandboxServer.PAGE,
            sandbox.base()));
    var properties = new Properties();
    properties.put("saoma.issuer", issuer().toString());
    properties.put("saoma.development", "true");
    properties.put("saoma.data", directory.toString());
    properties.put("saoma.database.url", options.database().settings().url());
    properties.put("saoma.database.user", options.database().settings().user());
    properties.put("saoma.sealing-key", "c2VhbGluZyBrZXkgb2YgdGhlIHRlc3RzLCAzMiBieXQ=");
    properties.put("saoma.clients", clients.toString());
    properties.put("saoma.connectors", connectors.toString());
    properties.putAll(options.settings());
    properties.remove(SISTER_OWNER);
    var text = new StringWriter();
    properties.store(text, null);
    return Files.writeString(directory.resolve("saoma.properties"), text.toString());
  }

  /** Its issuer, which is also where it listens. */
  public URI issuer() {
    return URI.create("http://localhost:" + connector.getLocalPort());
  }

  public SandboxServer sandbox() {
    return sandbox;
  }

  public TestDatabase database() {
    return database;
  }

  /** A new browser without any cookie. */
  public Browser browser() {
    return new Browser(issuer());
  }

  /** The phone of a new person. */
  public Phone phone() {
    return new Phone(issuer(), sandbox.control(), sandbox.control().person());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Saoma did not stop", e);
    } finally {
      sandbox.close();
      database.close();
    }
  }
}
