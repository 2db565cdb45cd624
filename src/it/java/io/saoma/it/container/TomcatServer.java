package io.saoma.it.container;

import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;

/** Tomcat 10.1 or 11 as it comes, but without JSP. */
final class TomcatServer implements Server {
  private final Tomcat tomcat = new Tomcat();
  private final Connector connector = new Connector();

  TomcatServer() {
    tomcat.setBaseDir(Path.of("target/it/tomcat").toAbsolutePath().toString());
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    tomcat.getHost();
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public Runnable deploy(String contextPath, Path directory, Map<String, String> parameters) {
    var context = new StandardContext();
    context.setPath(contextPath.equals("/") ? "" : contextPath);
    context.setDocBase(directory.toString());
    context.setParentClassLoader(new ServerClasses());
    context.addLifecycleListener(withoutDefaultWebXml());
    Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
    parameters.forEach(context::addParameter);
    tomcat.getHost().addChild(context);
    if (!context.getState().isAvailable()) {
      tomcat.getHost().removeChild(context);
      throw new IllegalStateException("Tomcat's log says why " + contextPath + " did not start");
    }
    return () -> tomcat.getHost().removeChild(context);
  }

  @Override
  public void stop() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  private ContextConfig withoutDefaultWebXml() {
    var config = new ContextConfig();
    config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
    return config;
  }
}
