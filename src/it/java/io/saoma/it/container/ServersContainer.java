package io.saoma.it.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;

/** One server of the kind that the build chose for each port that a test names, on free ports. */
public final class ServersContainer
    implements DeployableContainer<ServersContainer.NoConfiguration> {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9-]*)}");

  private final Map<String, Server> servers = new LinkedHashMap<>();
  private final Map<String, Runnable> undeployments = new HashMap<>();
  private final Exploded exploded = new Exploded();
  private int deployments;

  @Override
  public Class<NoConfiguration> getConfigurationClass() {
    return NoConfiguration.class;
  }

  @Override
  public ProtocolDescription getDefaultProtocol() {
    return new ProtocolDescription("Local");
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    var war = War.in(archive);
    try {
      var files = Files.createDirectories(Path.of("target/it/" + Servers.kind() + ++deployments));
      for (var file : war.files().entrySet()) {
        Files.writeString(files.resolve(file.getKey()), filled(file.getValue(), files));
      }
      var parameters = new HashMap<String, String>();
      war.parameters().forEach((name, value) -> parameters.put(name, filled(value, files)));

      var server = server(war.port());
      var directory = exploded.directoryOf(war.path());
      undeployments.put(archive.getName(), server.deploy(war.contextPath(), directory, parameters));
      var http = new HTTPContext("localhost", server.port());
      http.add(new Servlet("default", war.contextPath()));
      return new ProtocolMetaData().addContext(http);
    } catch (Exception e) {
      throw new DeploymentException(archive.getName() + " did not start", e);
    }
  }

  @Override
  public void undeploy(Archive<?> archive) {
    var undeployment = undeployments.remove(archive.getName());
    if (undeployment != null) {
      undeployment.run();
    }
  }

  @Override
  public void stop() {
    servers.values().forEach(Server::stop);
    servers.clear();
  }

  private String filled(String text, Path files) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found ->
                found.group(1).equals("dir")
                    ? files.toAbsolutePath().toString()
                    : "http://localhost:" + server(found.group(1)).port());
  }

  private Server server(String name) {
    return servers.computeIfAbsent(name, unused -> Servers.start());
  }

  /** There is nothing to configure. */
  public static final class NoConfiguration implements ContainerConfiguration {
    @Override
    public void validate() {}
  }
}
