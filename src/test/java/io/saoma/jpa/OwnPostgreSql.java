package io.saoma.jpa;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A PostgreSQL server for one test, which may be made to hang. */
public final class OwnPostgreSql implements AutoCloseable {
  private final Path data;
  private final EmbeddedPostgres server;

  private OwnPostgreSql(Path data) throws IOException {
    this.data = data;
    this.server = EmbeddedPostgres.builder().setDataDirectory(data).start();
  }

  /** Starts it. */
  public static OwnPostgreSql start() throws IOException {
    return new OwnPostgreSql(Files.createTempDirectory("saoma-postgresql-"));
  }

  /** Its one database, which goes with the server. */
  public TestDatabase database() {
    return TestDatabase.at(server.getJdbcUrl("postgres", "postgres"), "postgres");
  }

  /**
   * SIGSTOP for every process of it: connections stay open, and nothing is answered. The first is
   * the one that makes the others, and what it had made until then is found by asking again.
   */
  public void hang() {
    var postmaster = postmaster();
    signal("-STOP", postmaster);
    var stopped = new HashSet<ProcessHandle>();
    while (stopped.addAll(children(postmaster))) {
      stopped.forEach(process -> signal("-STOP", process));
    }
  }

  /** SIGCONT. */
  public void goOn() {
    var postmaster = postmaster();
    children(postmaster).forEach(process -> signal("-CONT", process));
    signal("-CONT", postmaster);
  }

  private static Set<ProcessHandle> children(ProcessHandle postmaster) {
    return postmaster.descendants().collect(Collectors.toSet());
  }

  private ProcessHandle postmaster() {
    try {
      var pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that has ended meanwhile needs none. */
  private static void signal(String signal, ProcessHandle process) {
    try {
      var kill = new ProcessBuilder("kill", signal, Long.toString(process.pid()));
      if (kill.redirectErrorStream(true).start().waitFor() != 0 && process.isAlive()) {
        throw new IllegalStateException("kill " + signal);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    goOn();
    server.close();
  }
}
