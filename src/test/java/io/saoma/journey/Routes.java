package io.saoma.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Every path that the server answers, read from the code: a new one cannot be forgotten. */
final class Routes {
  private static final Pattern PATH = Pattern.compile("@Path\\(\"([^\"]+)\"\\)");

  private Routes() {}

  /** Each with {@code interaction} and {@code appId} in their places. */
  static List<String> all(String interaction, String appId) {
    // Those that are no resources of the REST layer.
    var routes =
        new TreeSet<>(
            List.of("/error", "/assets/login.js", "/crossdevice/{interaction}/state?poll=x&v=0"));
    try (var files = Files.walk(Path.of("src/main/java"))) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(file -> add(file, routes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return routes.stream()
        .map(route -> route.replace("{interaction}", interaction).replace("{appid}", appId))
        .map(route -> route.replaceAll("\\{[^}]*}", "below"))
        .toList();
  }

  private static void add(Path file, Set<String> routes) {
    try {
      var paths = PATH.matcher(Files.readString(file)).results().map(m -> m.group(1)).toList();
      for (var path : paths) {
        var whole = path.equals(paths.get(0)) ? path : paths.get(0) + path;
        routes.add(whole.replace("{below", "/{below").replace("//", "/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
