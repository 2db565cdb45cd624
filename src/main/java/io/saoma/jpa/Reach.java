package io.saoma.jpa;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import org.flywaydb.core.api.FlywayException;

/** Why a database cannot be used as it is set, in one line that begins with the key to mend. */
public final class Reach {
  /** As long as a request would wait. */
  private static final String SECONDS = "3";

  /** The class of SQLSTATE for a user who is not let in, in both databases. */
  private static final String NOT_LET_IN = "28";

  /** H2: there is no such database yet. A start makes it. */
  private static final int NO_FILE_YET = 90146;

  private static final String UNREADABLE = "its driver does not understand the URL";

  private Reach() {}

  /**
   * What is wrong, if anything: asked where other settings are wrong, so that this fault is told
   * with them, and no database is made or changed for a server that does not start.
   *
   * @param key the setting that says where the database is
   */
  public static Optional<String> fault(DatabaseSettings settings, String key) {
    var properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password().orElse(""));
    if (settings.h2()) {
      properties.setProperty("IFEXISTS", "TRUE");
    } else {
      properties.setProperty("connectTimeout", SECONDS);
      properties.setProperty("socketTimeout", SECONDS);
    }
    try {
      // Found here, because DriverManager does not look into a web application's class loader.
      for (var driver : ServiceLoader.load(Driver.class, Reach.class.getClassLoader())) {
        // Another's URL is answered with null.
        try (var connection = driver.connect(settings.url(), properties)) {
          if (connection != null) {
            return Optional.empty();
          }
        }
      }
      return Optional.of(key + ": " + UNREADABLE);
    } catch (SQLException e) {
      return e.getErrorCode() == NO_FILE_YET ? Optional.empty() : Optional.of(told(e, key));
    }
  }

  /** Why {@code new Database} failed, unless the fault is ours. */
  public static Optional<String> fault(RuntimeException failure, String key) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e) {
        return Optional.of(told(e, key));
      }
    }
    if (String.valueOf(failure.getMessage()).contains("jdbc:")) {
      return Optional.of(key + ": " + UNREADABLE); // the pool's own words quote the URL
    }
    return failure instanceof FlywayException
        ? Optional.of(key + ": its tables cannot be used: " + failure.getMessage())
        : Optional.empty();
  }

  /** The driver's reason, unless it quotes the URL, which may hold a password. */
  private static String told(SQLException e, String key) {
    var state = String.valueOf(e.getSQLState());
    if (state.startsWith(NOT_LET_IN)) {
      return "saoma.database.user: the database refuses this user with this password";
    }
    var reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return key
        + ": the database cannot be used: "
        + (reason.contains("jdbc:") ? UNREADABLE : reason);
  }
}
