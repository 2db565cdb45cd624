package io.saoma.it.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.ee.webapp.WebAppClassLoader;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.handler.ContextHandler;

/** Jakarta EE 10. */
final class JettyEe10 implements JettyServer.Ee {
  @Override
  public ContextHandler webapp(String contextPath, Path directory, Map<String, String> parameters)
      throws IOException {
    var context = new WebAppContext();
    context.setContextPath(contextPath);
    context.setWar(directory.toString());
    context.setOverrideDescriptor(Overriding.of(parameters).toString());
    context.setThrowUnavailableOnStartupException(true);
    context.setClassLoader(new WebAppClassLoader(new ServerClasses(), context));
    return context;
  }
}
