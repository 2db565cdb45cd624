package io.saoma.jpa;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

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

  /** SIGSTOP for every process of it: connections stay open, and nothing is answered. */
  public void hang() {
    signal("-STOP");
  }

  /** SIGCONT. */
  public void goOn() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      var pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
      var postmaster = ProcessHandle.of(pid).orElseThrow();
      var pids =
          Stream.concat(Stream.of(postmaster), postmaster.descendants())
              .map(process -> Long.toString(process.pid()));
      var command = Stream.concat(Stream.of("kill", signal), pids).toList();
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
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
