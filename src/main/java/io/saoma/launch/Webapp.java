package io.saoma.launch;

import java.nio.file.Path;

/**
 * A web application and its place: {@code source} is a WAR or the directory of one; the context
 * path begins with a slash and, except for the root, does not end with one.
 */
public record Webapp(int port, String contextPath, Path source) {
  Webapp in(Path directory) {
    return new Webapp(port, contextPath, directory);
  }
}
