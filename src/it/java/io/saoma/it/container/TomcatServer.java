package io.saoma.it.container;

import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.descriptor.web.ApplicationParameter;

/**
 * Tomcat 10.1 or 11 as it comes, but without JSP, and with the valve that deploy/tomcat/saoma.xml
 * asks for.
 */
final class TomcatServer implements Server {
  private final Tomcat tomcat = new Tomcat();
  private final Connector connector = new Connector();

  TomcatServer() {
    tomcat.setBaseDir(Path.of("target/it/tomcat").toAbsolutePath().toString());
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    var errors = new ErrorReportValve();
    errors.setShowReport(false);
    errors.setShowServerInfo(false);
    tomcat.getHost().getPipeline().addValve(errors);
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
    // Like the servlet, these stand in the web.xml that comes with Tomcat.
    Tomcat.addDefaultMimeTypeMappings(context);
    parameters.forEach((name, value) -> context.addApplicationParameter(kept(name, value)));
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

  /** One that goes before the web application's own. */
  private static ApplicationParameter kept(String name, String value) {
    var parameter = new ApplicationParameter();
    parameter.setName(name);
    parameter.setValue(value);
    parameter.setOverride(false);
    return parameter;
  }

  private ContextConfig withoutDefaultWebXml() {
    var config = new ContextConfig();
    config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
    return config;
  }
}
