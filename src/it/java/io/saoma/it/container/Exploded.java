package io.saoma.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipFile;

/** WARs unpacked as a container would, but once for all deployments of them. */
final class Exploded {
  private final Map<Path, Path> directories = new HashMap<>();

  Path directoryOf(Path war) throws IOException {
    var known = directories.get(war);
    if (known != null) {
      return known;
    }
    var directory = Files.createTempDirectory(Files.createDirectories(Path.of("target/it")), "war");
    try (var zip = new ZipFile(war.toFile())) {
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        var entry = entries.nextElement();
        var file = directory.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip.getInputStream(entry), file);
        }
      }
    }
    directories.put(war, directory.toAbsolutePath());
    return directory.toAbsolutePath();
  }
}
