package io.saoma.sandbox;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A sandbox of one's own on a free port of the loopback, from the exploded web application. */
public final class SandboxServer implements AutoCloseable {
  /** Bound to the open-platform account {@code demo}, as {@link #SISTER} is. */
  public static final String APPID = "wx0000000000000001";

  public static final String SISTER = "wx0000000000000002";

  /** Bound to no open-platform account: no unionid here. */
  public static final String LONER = "wx0000000000000003";

  /** Nothing of it is released. */
  public static final String UNRELEASED = "wx0000000000000004";

  /** The secret of all of them. */
  public static final String SECRET = "sample-app-secret-of-the-sandbox";

  public static final String PAGE = "pages/confirm/confirm";

  private static final String CONTEXT_PATH = "/sandbox";

  static final String APPS =
      """
      [
        {"appid":"%1$s","secret":"%5$s","name":"扫码演示","pages":["%6$s","pages/home/home"],
         "open_platform":"demo"},
        {"appid":"%2$s","secret":"%5$s","name":"Sister","pages":["%6$s"],"open_platform":"demo"},
        {"appid":"%3$s","secret":"%5$s","name":"Loner","pages":["%6$s"]},
        {"appid":"%4$s","secret":"%5$s","name":"Unreleased","pages":[]}
      ]
      """
          .formatted(APPID, SISTER, LONER, UNRELEASED, SECRET, PAGE);

  private final Server server;
  private final ServerConnector connector;
  private final String contextPath;

  private SandboxServer(Server server, ServerConnector connector, String contextPath) {
    this.server = server;
    this.connector = connector;
    this.contextPath = contextPath;
  }

  /** Starts one with the apps named above. */
  public static SandboxServer start() {
    return start(APPS);
  }

  /**
   * Starts one with these apps.
   *
   * @throws IllegalStateException if it does not start; the cause says why
   */
  public static SandboxServer start(String appsJson) {
    return start(appsJson, CONTEXT_PATH);
  }

  /** Starts one with these apps at this context path; {@code ""} is the root. */
  public static SandboxServer start(String appsJson, String contextPath) {
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    try {
      Path apps = Files.createTempFile("sandbox-apps", ".json");
      try {
        Files.writeString(apps, appsJson);
        server.setHandler(context(apps, contextPath));
        server.start();
      } finally {
        Files.delete(apps);
      }
      return new SandboxServer(server, (ServerConnector) server.getConnectors()[0], contextPath);
    } catch (Exception e) {
      stop(server);
      throw new IllegalStateException("the sandbox did not start", e);
    }
  }

  private static WebAppContext context(Path apps, String contextPath) {
    WebAppContext context = new WebAppContext();
    context.setContextPath(contextPath);
    context.setWar(Path.of("target", "sandbox").toUri().toString());
    context.setInitParameter("saoma.sandbox.apps", apps.toString());
    context.setThrowUnavailableOnStartupException(true);
    return context;
  }

  /** Where WeChat is for Saoma; the endpoints' paths are appended to it. */
  public URI base() {
    return URI.create("http://localhost:" + connector.getLocalPort() + contextPath);
  }

  /** Plays phones, orders faults, tells what was asked. */
  public SandboxControl control() {
    return new SandboxControl(base());
  }

  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the sandbox did not stop", e);
    }
  }
}
