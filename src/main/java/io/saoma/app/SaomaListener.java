package io.saoma.app;

import io.saoma.config.SettingsReader;
import io.saoma.web.Assets;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextAttributeEvent;
import jakarta.servlet.ServletContextAttributeListener;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Optional;

/** Starts the deployment with its web application, and ends it with it. */
public final class SaomaListener
    implements ServletContextListener, ServletContextAttributeListener {
  private static final String SAOMA = Saoma.class.getName();

  /** What the launcher tells a web application before it waits for requests to end. */
  private static final String STOPPING = "io.saoma.stopping";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    var context = event.getServletContext();
    var reader =
        new SettingsReader(
            System.getProperties(), System.getenv(), context.getInitParameter("saoma.config"));
    var saoma = Saoma.start(reader, context.getContextPath(), Assets.of(context));
    context.setAttribute(SAOMA, saoma);
    saoma.mount(context);
  }

  @Override
  public void attributeAdded(ServletContextAttributeEvent event) {
    if (STOPPING.equals(event.getName())) {
      saoma(event.getServletContext()).ifPresent(Saoma::sendAway);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    saoma(event.getServletContext()).ifPresent(Saoma::close);
    deregisterDrivers();
  }

  private static Optional<Saoma> saoma(ServletContext context) {
    return Optional.ofNullable((Saoma) context.getAttribute(SAOMA));
  }

  /** A driver that stays registered holds the whole web application in memory. */
  private static void deregisterDrivers() {
    var own = SaomaListener.class.getClassLoader();
    if (own == ClassLoader.getSystemClassLoader()) {
      return; // it outlives this web application, and others use its drivers
    }
    for (var driver : Collections.list(DriverManager.getDrivers())) {
      if (driver.getClass().getClassLoader() == own) {
        try {
          DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
          // It stays, and so does its memory; nothing else is wrong.
        }
      }
    }
  }
}
