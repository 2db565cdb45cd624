package io.saoma.it.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A launcher in a JVM of its own, stopped with the test. */
final class Launched implements AutoCloseable {
  private final Process process;

  Launched(Path cache, List<String> properties, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(properties);
    command.addAll(List.of("-jar", "target/saoma.war", "--cache", cache.toString()));
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).start();
  }

  /** The places that it prints when everything runs; empty where it ended instead. */
  List<String> places(int expected) throws IOException {
    var places = new ArrayList<String>();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("  http")) {
        places.add(line.strip());
      }
      if (places.size() == expected) {
        break;
      }
    }
    return places;
  }

  String errors() throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** SIGTERM; what it has said can still be read. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** SIGKILL, and waits until nothing of it is left. */
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the launcher did not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
