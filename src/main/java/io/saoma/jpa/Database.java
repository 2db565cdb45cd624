package io.saoma.jpa;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.saoma.oauth.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.Query;
import jakarta.persistence.SharedCacheMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * The connection pool, the schema and the transactions of one deployment. A store's call joins the
 * transaction of its thread; without one it is a transaction of its own.
 */
public final class Database implements Transactions, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Database.class.getName());

  /** The longest that a statement waits for the server's answer. */
  private static final String ANSWER_SECONDS = "3";

  private static final String MIGRATIONS = "classpath:io/saoma/jpa/migration/";

  private final HikariDataSource pool;
  private final EntityManagerFactory factory;

  @SuppressWarnings("ThreadLocalUsage") // one database a deployment, and several may share a JVM
  private final ThreadLocal<Running> current = new ThreadLocal<>();

  /**
   * Connects, brings the schema to this version's state, and is ready.
   *
   * @throws RuntimeException when the database cannot be reached or was changed by hand
   */
  public Database(DatabaseSettings settings) {
    this.pool = pool(settings);
    try {
      migrate(settings);
      this.factory = factory(pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** A thread's transaction, and what to do once it is durable. */
  private record Running(EntityManager entities, List<Runnable> afterwards) {}

  @Override
  public <T> T inOne(Supplier<T> work) {
    return with(entities -> work.get());
  }

  @Override
  public void afterCommit(Runnable task) {
    var running = current.get();
    if (running == null) {
      task.run();
    } else {
      running.afterwards().add(task);
    }
  }

  /** Runs {@code work} with the entity manager of this thread's transaction, or of a new one. */
  <T> T with(Function<EntityManager, T> work) {
    var running = current.get();
    if (running != null) {
      return join(running.entities(), work);
    }
    var begun = new Running(factory.createEntityManager(), new ArrayList<>());
    current.set(begun);
    var result = commit(begun.entities(), work);
    begun.afterwards().forEach(Runnable::run);
    return result;
  }

  private <T> T commit(EntityManager entities, Function<EntityManager, T> work) {
    var transaction = entities.getTransaction();
    try {
      transaction.begin();
      var result = work.apply(entities);
      transaction.commit();
      return result;
    } catch (RuntimeException e) {
      throw Outage.of(e).<RuntimeException>map(outage -> outage).orElse(e);
    } finally {
      current.remove();
      end(entities);
    }
  }

  private static void end(EntityManager entities) {
    try (entities) {
      if (entities.getTransaction().isActive()) {
        entities.getTransaction().rollback();
      }
    } catch (RuntimeException e) {
      // The connection is gone, and what it did not commit with it; the failure itself is on its
      // way to whoever asked.
      LOG.log(System.Logger.Level.DEBUG, "Not rolled back", e);
    }
  }

  /** What failed half way is taken back with everything around it, whoever catches the failure. */
  private static <T> T join(EntityManager running, Function<EntityManager, T> work) {
    var succeeded = false;
    try {
      var result = work.apply(running);
      succeeded = true;
      return result;
    } finally {
      if (!succeeded) {
        running.getTransaction().setRollbackOnly();
      }
    }
  }

  /**
   * Runs one conditional statement.
   *
   * @param parameters for {@code ?1}, {@code ?2} …
   * @return how many rows it changed: the verdict on whatever the statement spends
   */
  int change(String sql, @Nullable Object... parameters) {
    return with(
        entities -> {
          // Rows that this transaction made must be there before a statement looks at them.
          entities.flush();
          var changed = bind(entities.createNativeQuery(sql), parameters).executeUpdate();
          // Rows read before the statement are stale now.
          entities.clear();
          return changed;
        });
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
    return with(entities -> bind(entities.createNativeQuery(sql), parameters).getResultList());
  }

  /** The rows of a query of several columns, each an array of them. */
  @SuppressWarnings("unchecked") // a native query of several columns gives arrays
  List<Object[]> rows(String sql, @Nullable Object... parameters) {
    return with(
        entities ->
            (List<Object[]>) bind(entities.createNativeQuery(sql), parameters).getResultList());
  }

  /**
   * The results of a JPQL query for a row and more, each an array of them. The rows are not kept:
   * the next reading in the same transaction asks the database again and sees what other nodes did.
   */
  List<Object[]> read(String query, Object... parameters) {
    return with(
        entities -> {
          var results =
              bind(entities.createQuery(query, Object[].class), parameters).getResultList();
          results.forEach(result -> entities.detach(result[0]));
          return results;
        });
  }

  /** The database's wall clock, the only one that judges deadlines. */
  Instant now() {
    return with(
        entities -> {
          var now = entities.createNativeQuery("SELECT clock_timestamp()").getSingleResult();
          return instant(now);
        });
  }

  /** A timestamp as a native query returns it. */
  static Instant instant(Object column) {
    if (column instanceof OffsetDateTime dateTime) {
      return dateTime.toInstant();
    }
    return ((java.sql.Timestamp) column).toInstant();
  }

  private static <Q extends Query> Q bind(Q query, @Nullable Object... parameters) {
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    return query;
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

  private static EntityManagerFactory factory(DataSource pool) {
    var configuration =
        new PersistenceConfiguration("saoma")
            .provider(PersistenceProvider.class.getName())
            .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
            // Another node's writes must be seen: the database is the only truth.
            .sharedCacheMode(SharedCacheMode.NONE)
            .property("jakarta.persistence.nonJtaDataSource", pool)
            .property(PersistenceUnitProperties.WEAVING, "false")
            .property(PersistenceUnitProperties.LOGGING_LEVEL, "WARNING")
            // Parameters are bearer hashes and personal data: they stay out of logs.
            .property(PersistenceUnitProperties.LOGGING_PARAMETERS, "false")
            .property(PersistenceUnitProperties.CLASSLOADER, Database.class.getClassLoader());
    Rows.CLASSES.forEach(configuration::managedClass);
    var factory = new PersistenceProvider().createEntityManagerFactory(configuration);
    // By itself it asks three times more, five seconds apart, while a person waits.
    factory.unwrap(DatabaseSession.class).getLogin().setQueryRetryAttemptCount(0);
    return factory;
  }

  @Override
  public void close() {
    if (factory.isOpen()) {
      factory.close();
    }
    pool.close();
  }
}
