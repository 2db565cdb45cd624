package io.saoma.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;

/** A demo site of one's own on the loopback, from the exploded web application. */
public final class DemoServer implements AutoCloseable {
  private static final String OVERRIDE =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <context-param>
          <param-name>saoma.demo.issuer</param-name><param-value>%s</param-value>
        </context-param>
        <context-param>
          <param-name>saoma.demo.client_id</param-name><param-value>%s</param-value>
        </context-param>
        <context-param>
          <param-name>saoma.demo.client_secret</param-name><param-value>%s</param-value>
        </context-param>
        <context-param>
          <param-name>saoma.demo.base_url</param-name><param-value>%s</param-value>
        </context-param>
      </web-app>
      """;

  private final Server server;

  private DemoServer(Server server) {
    this.server = server;
  }

  /** An address that is free: the site's redirect URI is {@code /callback} below it. */
  public static URI freeBase() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://localhost:" + socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the site at {@code base} as a client of that issuer, which need not answer yet. */
  public static DemoServer start(URI base, URI issuer, String clientId, String clientSecret) {
    Server server =
        new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), base.getPort()));
    try {
      Path override = Files.createTempFile("demo", ".xml");
      Files.writeString(override, OVERRIDE.formatted(issuer, clientId, clientSecret, base));
      WebAppContext context = new WebAppContext();
      context.setContextPath("/");
      context.setWar(Path.of("target", "demo").toUri().toString());
      context.setOverrideDescriptor(override.toString());
      context.setThrowUnavailableOnStartupException(true);
      server.setHandler(context);
      server.start();
      Files.delete(override);
      return new DemoServer(server);
    } catch (Exception e) {
      throw new IllegalStateException("the demo site did not start", e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the demo site did not stop", e);
    }
  }
}
