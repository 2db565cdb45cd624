package io.saoma.it.container;

/** The kind of server that the build chose. */
final class Servers {
  private Servers() {}

  /** {@code jetty-ee11}, {@code jetty-ee10} or {@code tomcat} (its version: the class path's). */
  static String kind() {
    return System.getProperty("it.server", "jetty-ee10");
  }

  static Server start() {
    // Classes of the others are not on the class path: each is loaded only when it is chosen.
    return switch (kind()) {
      case "jetty-ee11" -> new JettyServer(new JettyEe11());
      case "jetty-ee10" -> new JettyServer(new JettyEe10());
      case "tomcat" -> new TomcatServer();
      default -> throw new IllegalStateException("no such server: " + kind());
    };
  }
}
