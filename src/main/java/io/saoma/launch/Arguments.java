package io.saoma.launch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The command line, read and checked without touching a file.
 *
 * @param host the address that every port is opened on
 * @param port where Saoma answers; 0 is any free port
 * @param contextPath Saoma's own
 * @param managementPort where operators ask for health and metrics, on the loopback only
 * @param webapps what runs beside Saoma
 * @param cache where WARs are unpacked: nobody else may write there
 */
public record Arguments(
    String host,
    int port,
    String contextPath,
    OptionalInt managementPort,
    List<Webapp> webapps,
    Path cache,
    boolean help) {

  static final String USAGE =
      """
      Usage: java [-Dsaoma.config=FILE] -jar saoma.war [OPTION]...

        --port N               the port that Saoma answers on (8080; 0: any free one)
        --host ADDRESS         the address to listen on (127.0.0.1; 0.0.0.0: all)
        --context /PATH        Saoma's context path (/)
        --management-port N    a port for health and metrics, on 127.0.0.1 only (none)
        --war [:PORT]/PATH=WAR run another WAR, or the directory of one, beside it; repeatable
        --cache DIRECTORY      where WARs are unpacked (~/.cache/saoma)
        --help                 this text
      """;

  private static final Pattern CONTEXT_PATH =
      Pattern.compile("/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
  private static final Pattern WEBAPP =
      Pattern.compile("(?::(?<port>[0-9]+))?(?<path>/[^=]*)=(?<file>.+)");

  public Arguments {
    webapps = List.copyOf(webapps);
  }

  /** Options are {@code --name value} or {@code --name=value}. */
  public static Arguments parse(String... words) {
    var reading = new Reading();
    var rest = List.of(words).iterator();
    while (rest.hasNext()) {
      reading.option(rest.next(), rest);
    }
    return reading.result();
  }

  private static final class Reading {
    private final List<String> seen = new ArrayList<>();
    private final List<String> wars = new ArrayList<>();
    private String host = "127.0.0.1";
    private int port = 8080;
    private String contextPath = "/";
    private OptionalInt managementPort = OptionalInt.empty();
    private Path cache = Path.of(System.getProperty("user.home"), ".cache", "saoma");
    private boolean help;

    void option(String word, Iterator<String> rest) {
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      var name = equals < 0 ? word : word.substring(0, equals);
      if (!name.equals("--war") && seen.contains(name)) {
        throw new ArgumentException(name + " is given twice");
      }
      seen.add(name);
      if (word.equals("--help") || word.equals("-h")) {
        help = true;
        return;
      }
      switch (name) {
        case "--host" -> host = value(name, word, equals, rest);
        case "--port" -> port = port(name, value(name, word, equals, rest));
        case "--context" -> contextPath = contextPath(value(name, word, equals, rest));
        case "--management-port" ->
            managementPort = managementPort(port(name, value(name, word, equals, rest)));
        case "--cache" -> cache = file(value(name, word, equals, rest));
        case "--war" -> wars.add(value(name, word, equals, rest));
        default -> throw new ArgumentException("there is no option " + word);
      }
    }

    /** The WARs are read last: their default port may follow them on the command line. */
    Arguments result() {
      var webapps = wars.stream().map(this::webapp).toList();
      var places = new ArrayList<>(List.of(port + contextPath));
      for (var webapp : webapps) {
        requireNotManagement(webapp.port());
        var place = webapp.port() + webapp.contextPath();
        if (places.contains(place)) {
          throw new ArgumentException("two WARs at :" + place);
        }
        places.add(place);
      }
      requireNotManagement(port);
      return new Arguments(host, port, contextPath, managementPort, webapps, cache, help);
    }

    private void requireNotManagement(int used) {
      if (managementPort.equals(OptionalInt.of(used))) {
        throw new ArgumentException("port " + used + " is the management port, for nothing else");
      }
    }

    private Webapp webapp(String text) {
      var parts = WEBAPP.matcher(text);
      if (!parts.matches()) {
        throw new ArgumentException("--war is [:PORT]/PATH=WAR, not " + text);
      }
      var ownPort = parts.group("port");
      return new Webapp(
          ownPort == null ? port : port("--war", ownPort),
          contextPath(parts.group("path")),
          file(parts.group("file")));
    }

    private static Path file(String text) {
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new ArgumentException("not a file name: " + text);
      }
    }

    private static String value(String name, String word, int equals, Iterator<String> rest) {
      var value = equals >= 0 ? word.substring(equals + 1) : rest.hasNext() ? rest.next() : "";
      if (value.isEmpty() || value.startsWith("--")) {
        throw new ArgumentException(name + " needs a value");
      }
      return value;
    }

    private static int port(String name, String value) {
      if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
        throw new ArgumentException(name + ": a port is a number from 0 to 65535, not " + value);
      }
      return Integer.parseInt(value);
    }

    private static OptionalInt managementPort(int port) {
      if (port == 0) {
        throw new ArgumentException("--management-port must be known beforehand, not any free one");
      }
      return OptionalInt.of(port);
    }

    private static String contextPath(String value) {
      if (!CONTEXT_PATH.matcher(value).matches()) {
        throw new ArgumentException(
            "a context path is / or begins with it and does not end with it, not " + value);
      }
      return value;
    }
  }
}
