package io.saoma.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.SharedCacheMode;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.eclipse.persistence.sessions.DatabaseSession;

/**
 * Rows as objects, for reading. Nothing is written through them: whatever changes is changed by a
 * statement that judges for itself.
 */
final class Entities implements AutoCloseable {
  private final EntityManagerFactory factory;

  /**
   * @param source gives the connection of the thread's transaction, where it has one
   */
  Entities(DataSource source) {
    var configuration =
        new PersistenceConfiguration("saoma")
            .provider(PersistenceProvider.class.getName())
            .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
            // Another node's writes must be seen: the database is the only truth.
            .sharedCacheMode(SharedCacheMode.NONE)
            .property("jakarta.persistence.nonJtaDataSource", source)
            .property(PersistenceUnitProperties.WEAVING, "false")
            .property(PersistenceUnitProperties.LOGGING_LEVEL, "WARNING")
            // Parameters are bearer hashes and personal data: they stay out of logs.
            .property(PersistenceUnitProperties.LOGGING_PARAMETERS, "false")
            .property(PersistenceUnitProperties.CLASSLOADER, Database.class.getClassLoader());
    Rows.CLASSES.forEach(configuration::managedClass);
    this.factory = new PersistenceProvider().createEntityManagerFactory(configuration);
    // By itself it asks three times more, five seconds apart, while a person waits.
    factory.unwrap(DatabaseSession.class).getLogin().setQueryRetryAttemptCount(0);
  }

  /**
   * The results of a JPQL query. They are not kept: the next reading in the same transaction asks
   * the database again, and sees what statements and other nodes did.
   */
  <T> List<T> read(Class<T> type, String query, Object... parameters) {
    try (var entities = factory.createEntityManager()) {
      // Without hints: the query of this text that was prepared before is used again.
      var typed = entities.createQuery(query, type);
      for (int i = 0; i < parameters.length; i++) {
        typed.setParameter(i + 1, parameters[i]);
      }
      return typed.getResultList();
    }
  }

  @Override
  public void close() {
    if (factory.isOpen()) {
      factory.close();
    }
  }
}
