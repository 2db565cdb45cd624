package io.saoma.jpa;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.saoma.oauth.Transactions;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * The connection pool, the schema and the transactions of one deployment. A store's call joins the
 * transaction of its thread; without one it is a transaction of its own.
 */
public final class Database implements Transactions, AutoCloseable {
  /** The longest that a statement waits for the server's answer. */
  private static final String ANSWER_SECONDS = "3";

  private static final String MIGRATIONS = "classpath:io/saoma/jpa/migration/";

  private final HikariDataSource pool;
  private final Entities entities;

  @SuppressWarnings("ThreadLocalUsage") // one database a deployment, and several may share a JVM
  private final ThreadLocal<Transaction> current = new ThreadLocal<>();

  /**
   * Connects, brings the schema to this version's state, and is ready.
   *
   * @throws RuntimeException when the database cannot be reached or was changed by hand
   */
  public Database(DatabaseSettings settings) {
    this.pool = pool(settings);
    try {
      migrate(settings);
      this.entities = new Entities(new Lender(pool, current));
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  @Override
  public <T> T inOne(Supplier<T> work) {
    var running = current.get();
    return running == null ? begin(work) : attempt(() -> running.join(connection -> work.get()));
  }

  private <T> T begin(Supplier<T> work) {
    return attempt(
        () -> {
          Transaction transaction;
          T result;
          try (var connection = pool.getConnection()) {
            transaction = new Transaction(connection);
            current.set(transaction);
            result = work.get();
            transaction.commit();
          } finally {
            current.remove();
          }
          transaction.finish();
          return result;
        });
  }

  @Override
  public void afterCommit(Runnable task) {
    var running = current.get();
    if (running == null) {
      task.run();
    } else {
      running.afterwards(task);
    }
  }

  /** A step in this thread's transaction; without one it is durable, or not, by itself. */
  private <T> T step(Transaction.Step<T> step) {
    var running = current.get();
    return attempt(
        () -> {
          if (running != null) {
            return running.join(step);
          }
          try (var connection = pool.getConnection()) {
            return step.run(connection);
          }
        });
  }

  private static <T> T attempt(Attempt<T> attempt) {
    try {
      return attempt.run();
    } catch (SQLException e) {
      throw Outage.or(new PersistenceException(e));
    } catch (RuntimeException e) {
      throw Outage.or(e);
    }
  }

  /** Something that the database may fail. */
  @FunctionalInterface
  private interface Attempt<T> {
    T run() throws SQLException;
  }

  /**
   * Runs one conditional statement.
   *
   * @param parameters for {@code ?1}, {@code ?2} …
   * @return how many rows it changed: the verdict on whatever the statement spends
   */
  int change(String sql, @Nullable Object... parameters) {
    return step(connection -> Statement.of(sql).change(connection, parameters));
  }

  /**
   * Inserts a row unless its key is taken, also by a transaction that runs at this moment.
   *
   * @param insert an INSERT statement without a conflict clause
   * @return whether the row is ours
   */
  boolean insertNew(String insert, @Nullable Object... parameters) {
    return change(insert + " ON CONFLICT DO NOTHING", parameters) == 1;
  }

  /** The values of a query of one column. */
  List<?> values(String sql, @Nullable Object... parameters) {
    return rows(sql, parameters).stream().map(row -> row[0]).toList();
  }

  /** The rows of a query, each an array of its columns. */
  List<Object[]> rows(String sql, @Nullable Object... parameters) {
    return step(connection -> Statement.of(sql).rows(connection, parameters));
  }

  /** The results of a JPQL query. */
  <T> List<T> read(Class<T> type, String query, Object... parameters) {
    var running = current.get();
    return attempt(
        () ->
            running == null
                ? entities.read(type, query, parameters)
                : running.join(connection -> entities.read(type, query, parameters)));
  }

  /** The database's wall clock, the only one that judges deadlines. */
  Instant now() {
    return instant(values("SELECT clock_timestamp()").get(0));
  }

  /** A timestamp as a native query returns it. */
  static Instant instant(Object column) {
    if (column instanceof OffsetDateTime dateTime) {
      return dateTime.toInstant();
    }
    return ((java.sql.Timestamp) column).toInstant();
  }

  private static HikariDataSource pool(DatabaseSettings settings) {
    var config = new HikariConfig();
    config.setJdbcUrl(settings.jdbcUrl());
    // Named here, because DriverManager does not look into a web application's class loader.
    config.setDriverClassName(settings.h2() ? "org.h2.Driver" : "org.postgresql.Driver");
    config.setUsername(settings.user());
    settings.password().ifPresent(config::setPassword);
    config.setMaximumPoolSize(settings.poolSize());
    // A database that hangs costs a request these seconds, never the thread: without a limit
    // every thread would soon stand before it, and nothing else would be answered either.
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(1_000);
    config.setPoolName("saoma");
    if (!settings.h2()) {
      config.addDataSourceProperty("connectTimeout", ANSWER_SECONDS);
      config.addDataSourceProperty("socketTimeout", ANSWER_SECONDS);
      config.addDataSourceProperty("tcpKeepAlive", "true");
      // The details of an error quote whole rows, hashes and places and all: they stay out of logs.
      config.addDataSourceProperty("logServerErrorDetail", "false");
    }
    return new HikariDataSource(config);
  }

  private static void migrate(DatabaseSettings settings) {
    var locations =
        settings.h2()
            ? new String[] {MIGRATIONS + "h2", MIGRATIONS + "all"}
            : new String[] {MIGRATIONS + "all"};
    Flyway.configure(Database.class.getClassLoader())
        // Not the pool's connections: a change of a big table takes longer than a statement may.
        .dataSource(settings.jdbcUrl(), settings.user(), settings.password().orElse(""))
        .locations(locations)
        .load()
        .migrate();
  }

  @Override
  public void close() {
    entities.close();
    pool.close();
  }
}
