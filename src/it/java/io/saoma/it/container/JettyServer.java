package io.saoma.it.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.component.LifeCycle;

/** Jetty 12.1 as it comes, but for the setting that deploy/jetty/saoma.xml asks for. */
final class JettyServer implements io.saoma.it.container.Server {
  /** The part of Jetty that differs between the versions of Jakarta EE. */
  interface Ee {
    ContextHandler webapp(String contextPath, Path directory, Map<String, String> parameters)
        throws IOException;
  }

  private final Ee ee;
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final ContextHandlerCollection contexts = new ContextHandlerCollection(true);

  JettyServer(Ee ee) {
    this.ee = ee;
    connector.setHost("127.0.0.1");
    connector
        .getConnectionFactory(HttpConnectionFactory.class)
        .getHttpConfiguration()
        .setSendServerVersion(false);
    server.addConnector(connector);
    server.setHandler(contexts);
    LifeCycle.start(server);
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public Runnable deploy(String contextPath, Path directory, Map<String, String> parameters)
      throws Exception {
    var context = ee.webapp(contextPath, directory, parameters);
    contexts.addHandler(context);
    context.start();
    return () -> {
      LifeCycle.stop(context);
      contexts.removeHandler(context);
    };
  }

  @Override
  public void stop() {
    LifeCycle.stop(server);
  }
}
