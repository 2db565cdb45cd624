package io.saoma.launch.jetty;

import java.net.URI;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** HTTP/1.1 on a port: strict, bounded, and silent about what answers. */
final class Http {
  private static final int HEADER_BYTES = 16 * 1024;
  private static final int WAITING_CONNECTIONS = 1024;

  /** Longer than a page's long poll, which is answered within 28 s. */
  private static final long IDLE_MILLIS = 60_000;

  private Http() {}

  static ServerConnector on(String host, int port, Server server) {
    var connector = new ServerConnector(server, new HttpConnectionFactory(configuration()));
    connector.setName("port-" + port);
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(WAITING_CONNECTIONS);
    server.addConnector(connector);
    return connector;
  }

  /** As a browser on this machine would write it. */
  static URI place(ServerConnector connector, String contextPath) {
    var host = connector.getHost();
    var browsed = host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host;
    var path = contextPath.endsWith("/") ? contextPath : contextPath + "/";
    return URI.create("http://" + browsed + ":" + connector.getLocalPort() + path);
  }

  private static HttpConfiguration configuration() {
    var http = new HttpConfiguration();
    http.setHttpCompliance(HttpCompliance.RFC9110);
    http.setUriCompliance(UriCompliance.RFC3986);
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    // It would hold 100 kB for a connection, ten times what a waiting page costs without it; and a
    // cookie or a password that differs from the one before it on its connection in the case of
    // letters only would be read as that one.
    http.setHeaderCacheSize(0);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setResponseHeaderSize(HEADER_BYTES);
    http.setRelativeRedirectAllowed(true);
    return http;
  }
}
