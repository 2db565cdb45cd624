package io.saoma.jpa;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A fresh database for one test class: real PostgreSQL (one server for the whole run, started at
 * first use), or H2 in a file, as an operator runs them.
 */
public final class TestDatabase implements AutoCloseable {
  /** More than a race has threads, so that rows are what they wait for and not connections. */
  private static final int POOL_SIZE = 26;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final DatabaseSettings settings;
  private final Cleaning cleaning;
  private final Deque<Database> nodes = new ArrayDeque<>();
  private @Nullable Database first;

  private TestDatabase(String url, String user, Cleaning cleaning) {
    this.settings = new DatabaseSettings(url, user, Optional.empty(), POOL_SIZE);
    this.cleaning = cleaning;
  }

  /** An empty database of the shared PostgreSQL server. */
  public static TestDatabase postgreSql() {
    var name = "saoma_test_" + NUMBER.incrementAndGet();
    Server.execute("CREATE DATABASE " + name);
    return new TestDatabase(
        Server.RUNNING.getJdbcUrl("postgres", name),
        "postgres",
        () -> Server.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"));
  }

  /** A database of a server that is somebody else's, who also cleans up. */
  static TestDatabase at(String url, String user) {
    return new TestDatabase(url, user, () -> {});
  }

  /** An empty H2 database in a file of its own, with the flags that survive a kill -9. */
  public static TestDatabase h2() {
    try {
      var directory = Files.createTempDirectory("saoma-h2-");
      return new TestDatabase(
          "jdbc:h2:file:" + directory.resolve("saoma") + ";LOCK_TIMEOUT=10000",
          "saoma",
          () -> delete(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is: what a server under test is told. */
  public DatabaseSettings settings() {
    return settings;
  }

  /** The first node's view of it, with the schema in place. */
  public synchronized Database database() {
    if (first == null) {
      first = node();
    }
    return first;
  }

  /** Another node: a pool and an entity manager factory of its own on the same rows. */
  public synchronized Database node() {
    var node = new Database(settings);
    nodes.push(node);
    return node;
  }

  /** A connection that goes around every store: for tests that read or age rows. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(settings.jdbcUrl(), settings.user(), "");
  }

  /** Runs one statement around every store. */
  public int execute(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The one value that {@code query} selects, as text. */
  public String text(String query) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return String.valueOf(rows.getObject(1));
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** The one timestamp that {@code query} selects. */
  public Instant instant(String query) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getObject(1, OffsetDateTime.class).toInstant();
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** Every row of every table as text: what a stolen copy of the database shows. */
  public String dump() {
    try (var connection = connect()) {
      return DatabaseDump.of(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void close() {
    nodes.forEach(Database::close);
    nodes.clear();
    first = null;
    cleaning.run();
  }

  @Override
  public String toString() {
    return settings.h2() ? "H2" : "PostgreSQL";
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(TestDatabase::deleteOne);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Cleaning {
    void run();
  }

  /** The one PostgreSQL of this JVM, stopped by its own shutdown hook. */
  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "400").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static void execute(String sql) {
      try (var connection = RUNNING.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }
  }
}
