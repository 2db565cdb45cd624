package io.saoma.launch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The command line, read and checked without touching a file.
 *
 * @param host the address that every port is opened on
 * @param port where Saoma answers; 0 is any free port
 * @param contextPath Saoma's own
 * @param webapps what runs beside Saoma
 * @param cache where WARs are unpacked: nobody else may write there
 */
public record Arguments(
    String host, int port, String contextPath, List<Webapp> webapps, Path cache, boolean help) {

  static final String USAGE =
      """
      Usage: java [-Dsaoma.config=FILE] -jar saoma.war [OPTION]...

        --port N               the port that Saoma answers on (8080; 0: any free one)
        --host ADDRESS         the address to listen on (127.0.0.1; 0.0.0.0: all)
        --context /PATH        Saoma's context path (/)
        --war [:PORT]/PATH=WAR run another WAR, or the directory of one, beside it; repeatable
        --cache DIRECTORY      where WARs are unpacked (~/.cache/saoma)
        --help                 this text
      """;

  private static final Set<String> WITH_VALUE =
      Set.of("--port", "--host", "--context", "--war", "--cache");
  private static final Path DEFAULT_CACHE =
      Path.of(System.getProperty("user.home"), ".cache", "saoma");
  private static final Pattern CONTEXT_PATH =
      Pattern.compile("/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
  private static final Pattern WEBAPP =
      Pattern.compile("(?::(?<port>[0-9]+))?(?<path>/[^=]*)=(?<file>.+)");

  public Arguments {
    webapps = List.copyOf(webapps);
    var places = new HashSet<>(Set.of(port + contextPath));
    for (var webapp : webapps) {
      if (!places.add(webapp.port() + webapp.contextPath())) {
        throw new ArgumentException(
            "two WARs at port " + webapp.port() + ", " + webapp.contextPath());
      }
    }
  }

  /** Options are {@code --name value} or {@code --name=value}. */
  public static Arguments parse(String... words) {
    var given = given(words);
    int port = given.containsKey("--port") ? port("--port", one(given, "--port")) : 8080;
    return new Arguments(
        given.containsKey("--host") ? one(given, "--host") : "127.0.0.1",
        port,
        given.containsKey("--context") ? contextPath(one(given, "--context")) : "/",
        given.getOrDefault("--war", List.of()).stream().map(war -> webapp(war, port)).toList(),
        given.containsKey("--cache") ? file(one(given, "--cache")) : DEFAULT_CACHE,
        given.containsKey("--help"));
  }

  private static Map<String, List<String>> given(String... words) {
    var given = new HashMap<String, List<String>>();
    for (var rest = List.of(words).iterator(); rest.hasNext(); ) {
      var word = rest.next();
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      var name = equals < 0 ? word : word.substring(0, equals);
      if (word.equals("--help") || word.equals("-h")) {
        given.put("--help", List.of());
      } else if (!WITH_VALUE.contains(name)) {
        throw new ArgumentException("there is no option " + word);
      } else {
        var value = equals >= 0 ? word.substring(equals + 1) : rest.hasNext() ? rest.next() : "";
        if (value.isEmpty() || value.startsWith("--")) {
          throw new ArgumentException(name + " needs a value");
        }
        given.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
      }
    }
    return given;
  }

  private static String one(Map<String, List<String>> given, String name) {
    var values = given.getOrDefault(name, List.of());
    if (values.size() != 1) {
      throw new ArgumentException(name + " is given twice");
    }
    return values.get(0);
  }

  private static int port(String name, String value) {
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
      throw new ArgumentException(name + ": a port is a number from 0 to 65535, not " + value);
    }
    return Integer.parseInt(value);
  }

  private static String contextPath(String value) {
    if (!CONTEXT_PATH.matcher(value).matches()) {
      throw new ArgumentException(
          "a context path is / or begins with it and does not end with it, not " + value);
    }
    return value;
  }

  private static Webapp webapp(String text, int port) {
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
}
