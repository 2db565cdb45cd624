package io.saoma.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;

/**
 * Where {@code java -jar saoma.war} begins. Exit codes: 1, nothing could be started (stderr says
 * why); 2, the command line is wrong.
 */
public final class Main {
  private static final String CONTAINER = "io.saoma.launch.jetty.JettyContainer";

  private final InstantSource clock;
  private final PrintStream out;

  private Main(InstantSource clock, PrintStream out) {
    this.clock = clock;
    this.out = out;
  }

  public static void main(String[] words) {
    logOneLineAnEvent();
    try {
      var arguments = Arguments.parse(words);
      if (arguments.help()) {
        System.out.print(Arguments.USAGE);
      } else {
        new Main(InstantSource.system(), System.out).run(arguments);
      }
    } catch (ArgumentException e) {
      System.err.println("saoma: " + e.getMessage() + " (--help lists the options)");
      System.exit(2);
    } catch (StartException e) {
      System.err.println("saoma: not started");
      e.faults().forEach(fault -> System.err.println("  " + fault));
      if (e.unforeseen()) {
        e.printStackTrace();
      }
      System.exit(1);
    }
  }

  /** Unless the operator configured the logging. */
  private static void logOneLineAnEvent() {
    if (System.getProperty("java.util.logging.config.file") == null
        && System.getProperty("java.util.logging.config.class") == null) {
      try (var defaults = Main.class.getResourceAsStream("logging.properties")) {
        LogManager.getLogManager().readConfiguration(defaults);
      } catch (IOException e) {
        System.err.println("saoma: the JVM's own logging is used: " + e.getMessage());
      }
    }
  }

  private void run(Arguments arguments) throws StartException {
    var started = clock.instant();
    var webapps = unpacked(arguments);
    var container = container(webapps.get(0).source().resolve("WEB-INF/launch"));
    var places = container.start(arguments, webapps);
    var seconds = Duration.between(started, clock.instant()).toMillis() / 1000.0;
    out.printf("saoma: %s, Java %s, %.1f s%n", container.name(), Runtime.version(), seconds);
    places.forEach(place -> out.println("  " + place));
    out.flush();
  }

  /** Saoma's own, always the first, and what runs beside it. */
  private List<Webapp> unpacked(Arguments arguments) throws StartException {
    var webapps = new ArrayList<Webapp>();
    webapps.add(new Webapp(arguments.port(), arguments.contextPath(), ownWar()));
    webapps.addAll(arguments.webapps());
    try {
      var unpacked = new Unpacked(arguments.cache(), clock);
      for (int i = 0; i < webapps.size(); i++) {
        webapps.set(i, unpacked(webapps.get(i), unpacked));
      }
      unpacked.removeUnused();
      return webapps;
    } catch (IOException e) {
      throw new StartException("cannot unpack into " + arguments.cache(), e);
    }
  }

  private static Webapp unpacked(Webapp webapp, Unpacked unpacked) throws StartException {
    var source = webapp.source();
    try {
      if (!Files.exists(source)) {
        throw new IOException("there is no such file");
      }
      var directory = unpacked.directoryOf(source);
      if (!Files.isRegularFile(directory.resolve("WEB-INF/web.xml"))) {
        throw new IOException("it has no WEB-INF/web.xml");
      }
      return webapp.in(directory);
    } catch (IOException e) {
      throw new StartException("cannot read the WAR " + source, e);
    }
  }

  private static Path ownWar() {
    try {
      return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e); // the JVM found this class there
    }
  }

  /** From the WAR that was unpacked, in a class loader of its own: see the package's note. */
  private static Container container(Path launch) throws StartException {
    try {
      var path = new ArrayList<URL>();
      path.add(launch.resolve("classes").toUri().toURL());
      try (var jars = Files.newDirectoryStream(launch, "*.jar")) {
        for (var jar : jars) {
          path.add(jar.toUri().toURL());
        }
      }
      var loader = new URLClassLoader(path.toArray(URL[]::new), Main.class.getClassLoader());
      Thread.currentThread().setContextClassLoader(loader);
      return (Container) loader.loadClass(CONTAINER).getConstructor().newInstance();
    } catch (IOException | ReflectiveOperationException e) {
      throw new StartException("this WAR was built without its web server", e);
    }
  }
}
