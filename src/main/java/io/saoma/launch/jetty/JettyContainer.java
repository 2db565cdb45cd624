package io.saoma.launch.jetty;

import io.saoma.launch.Arguments;
import io.saoma.launch.Container;
import io.saoma.launch.StartException;
import io.saoma.launch.Webapp;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;

/** Every web application on its port, in one Jetty. */
public final class JettyContainer implements Container {
  // Held here: java.util.logging forgets the level of a logger that nobody holds.
  private static final Logger START_LOG = Logger.getLogger("org.eclipse.jetty.ee10");

  /** Quotes what a request asked for where a host should be, and whoever sends it chooses that. */
  private static final Logger HOST_LOG = Logger.getLogger("org.eclipse.jetty.util.HostPort");

  private static final long STOP_MILLIS = 10_000;

  @Override
  public String name() {
    return "Jetty " + Server.getVersion();
  }

  @Override
  public List<URI> start(Arguments arguments, List<Webapp> webapps) throws StartException {
    var server = new Server(Threads.pool());
    var contexts = new ContextHandlerCollection(false);
    var ports = new HashMap<Integer, ServerConnector>();
    var answering = new ArrayList<ServerConnector>();
    for (var webapp : webapps) {
      contexts.addHandler(Context.of(webapp));
      answering.add(
          ports.computeIfAbsent(webapp.port(), port -> Http.on(arguments.host(), port, server)));
    }
    server.setHandler(
        new Handler.Sequence(new PlainTargets(contexts), new DefaultHandler(false, false)));
    server.setErrorHandler(new PlainErrors());
    start(server, contexts);
    var places = new ArrayList<URI>();
    for (int i = 0; i < webapps.size(); i++) {
      places.add(Http.place(answering.get(i), webapps.get(i).contextPath()));
    }
    return places;
  }

  private static void start(Server server, ContextHandlerCollection contexts)
      throws StartException {
    server.insertHandler(new GracefulHandler());
    server.setStopTimeout(STOP_MILLIS);
    server.setStopAtShutdown(true);
    server.addEventListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStopping(LifeCycle stopping) {
            contexts.getDescendants(WebAppContext.class).forEach(Context::stopping);
          }
        });
    // Why a web application did not start is told once, by the launcher.
    START_LOG.setLevel(Level.OFF);
    HOST_LOG.setLevel(Level.OFF);
    try {
      server.start();
      START_LOG.setLevel(Level.WARNING);
    } catch (Exception e) {
      LifeCycle.stop(server);
      throw new StartException("the web server did not start", e);
    }
  }
}
