package io.saoma.it.container;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.GenericArchive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;

/**
 * A WAR of the build, where it is deployed, and what it finds there.
 *
 * <p>In the values of parameters and in files, {@code {main}} stands for the URL of the port that a
 * test calls {@code main} ({@code http://localhost:43210}; any other name opens another port), and
 * {@code {dir}} for the directory of the files.
 */
public final class War {
  /** The port of {@link #saoma} and {@link #sandbox} unless {@link #at} says otherwise. */
  public static final String MAIN = "main";

  private static final String DESCRIPTION = "/war.properties";

  private final Path file;
  private final String port;
  private final String contextPath;
  private final Map<String, String> parameters = new TreeMap<>();
  private final Map<String, String> files = new TreeMap<>();

  private War(Path file, String port, String contextPath) {
    this.file = file;
    this.port = port;
    this.contextPath = contextPath;
  }

  /** At the root of the port {@code main}, with {@code settings} as its properties file. */
  public static War saoma(String settings) {
    return new War(Path.of("target/saoma.war"), MAIN, "/")
        .file("saoma.properties", settings)
        .parameter("saoma.config", "{dir}/saoma.properties");
  }

  /** At {@code /sandbox} of the port {@code main}. */
  public static War sandbox() {
    return new War(Path.of("target/saoma-sandbox.war"), MAIN, "/sandbox");
  }

  /** At the root of the port {@code demo}. */
  public static War demo() {
    return new War(Path.of("target/saoma-demo.war"), "demo", "/");
  }

  /** The same WAR elsewhere; what was added so far is kept. */
  public War at(String port, String contextPath) {
    var there = new War(file, port, contextPath);
    there.parameters.putAll(parameters);
    there.files.putAll(files);
    return there;
  }

  /** A context parameter, as a container's own configuration would set it. */
  public War parameter(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  /** A file in {@code {dir}}. */
  public War file(String name, String content) {
    files.put(name, content);
    return this;
  }

  /** What a {@code @Deployment(testable = false)} method returns. */
  public GenericArchive archive() {
    var description = new Properties();
    description.setProperty("file", file.toString());
    description.setProperty("port", port);
    description.setProperty("contextPath", contextPath);
    parameters.forEach((name, value) -> description.setProperty("parameter." + name, value));
    files.forEach((name, content) -> description.setProperty("file." + name, content));
    var text = new StringWriter();
    try {
      description.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var name = file.getFileName() + " at " + port + contextPath.replace('/', ' ');
    return ShrinkWrap.create(GenericArchive.class, name)
        .add(new StringAsset(text.toString()), DESCRIPTION);
  }

  static War in(Archive<?> archive) {
    var description = new Properties();
    try (var in = archive.get(DESCRIPTION).getAsset().openStream()) {
      description.load(new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var war =
        new War(
            Path.of(description.getProperty("file")),
            description.getProperty("port"),
            description.getProperty("contextPath"));
    description.forEach((key, value) -> war.read((String) key, (String) value));
    return war;
  }

  private void read(String key, String value) {
    if (key.startsWith("parameter.")) {
      parameters.put(key.substring("parameter.".length()), value);
    } else if (key.startsWith("file.")) {
      files.put(key.substring("file.".length()), value);
    }
  }

  Path path() {
    return file;
  }

  String port() {
    return port;
  }

  String contextPath() {
    return contextPath;
  }

  Map<String, String> parameters() {
    return parameters;
  }

  Map<String, String> files() {
    return files;
  }
}
