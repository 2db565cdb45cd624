package io.saoma.app;

import io.saoma.authorize.ReturnedMapper;
import io.saoma.authorize.UnsafeRequestMapper;
import io.saoma.client.Clients;
import io.saoma.config.InvalidSettingsException;
import io.saoma.config.Settings;
import io.saoma.config.SettingsReader;
import io.saoma.connector.ConnectorFactory;
import io.saoma.connector.Connectors;
import io.saoma.discovery.IndexResource;
import io.saoma.jpa.Database;
import io.saoma.jpa.DatabaseSettings;
import io.saoma.jpa.Housekeeping;
import io.saoma.jpa.Reach;
import io.saoma.miniprogram.RefusedMapper;
import io.saoma.oauth.Secrets;
import io.saoma.web.Assets;
import io.saoma.web.ContainerError;
import io.saoma.web.CrossOriginFilter;
import io.saoma.web.CurrentRequest;
import io.saoma.web.LastResort;
import io.saoma.web.MalformedMessageMapper;
import io.saoma.web.OAuthExceptionMapper;
import io.saoma.web.PathGuard;
import io.saoma.web.SecurityHeaders;
import io.saoma.web.TroubleMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.glassfish.jersey.servlet.ServletContainer;

/** One running deployment: everything it is made of, and the end of all of it. */
final class Saoma implements AutoCloseable {
  private final Map<String, ConnectorFactory> factories;
  private final Assets assets;
  private final Background background = new Background();
  private final Database database;
  private final SigningIn signingIn;
  private final Rest rest;
  private final List<Filter> filters;

  /**
   * Starts a deployment.
   *
   * @param contextPath where its web application is
   * @param assets what its pages refer to
   * @throws io.saoma.config.InvalidSettingsException with every fault of the settings
   */
  static Saoma start(SettingsReader reader, String contextPath, Assets assets) {
    var factories = factories();
    var declared = Declared.read(reader.files(), factories);
    var where = reader.databaseKey();
    Settings settings;
    try {
      settings = reader.settings(contextPath, declared.faults());
    } catch (InvalidSettingsException e) {
      throw e.and(reader.database().flatMap(database -> Reach.fault(database, where)));
    }
    return new Saoma(settings, declared, factories, assets, open(settings.database(), where));
  }

  private static Database open(DatabaseSettings settings, String key) {
    try {
      return new Database(settings);
    } catch (RuntimeException e) {
      throw Reach.fault(e, key)
          .<RuntimeException>map(fault -> new InvalidSettingsException(List.of(fault)))
          .orElse(e);
    }
  }

  private Saoma(
      Settings settings,
      Declared declared,
      Map<String, ConnectorFactory> factories,
      Assets assets,
      Database database) {
    this.factories = factories;
    this.assets = assets;
    var clock = InstantSource.system();
    var secrets = new Secrets();
    this.database = database;
    try {
      var web = Web.of(settings, declared.places(), assets);
      var clients = new Clients(declared.clients());
      var connectors =
          new Connectors(
              declared.connectors().stream()
                  .map(
                      connector ->
                          Objects.requireNonNull(factories.get(connector.kind()))
                              .create(connector, clock))
                  .toList());
      var stores = Stores.over(database, secrets);
      var issuing = Issuing.of(settings, clients, connectors, database, stores, clock);
      this.signingIn =
          SigningIn.of(
              new SigningIn.Ground(
                  settings, clients, connectors, database, stores, issuing, web, clock),
              background.executor());
      var currentRequest = new CurrentRequest();
      this.rest =
          new Rest(
              Stream.of(
                      issuing.endpoints(),
                      signingIn.endpoints(),
                      List.<Object>of(new IndexResource(currentRequest, web.frontChannel())))
                  .flatMap(List::stream)
                  .toList(),
              List.of(
                  new TroubleMapper(currentRequest, web.frontChannel(), secrets),
                  new UnsafeRequestMapper(currentRequest, web.frontChannel(), secrets),
                  new ReturnedMapper(currentRequest, web.frontChannel()),
                  new RefusedMapper(),
                  new MalformedMessageMapper(),
                  new OAuthExceptionMapper(),
                  new CrossOriginFilter(clients.origins())));
      var headers = new SecurityHeaders(settings.isSecure());
      this.filters =
          List.of(
              headers,
              new LastResort(headers),
              new PathGuard(),
              currentRequest,
              signingIn.statePoll());
      background.every(Background.POOL_PERIOD, signingIn.poolFiller());
      background.every(Background.HOUSEKEEPING_PERIOD, new Housekeeping(database));
    } catch (RuntimeException e) {
      // What a container keeps running after a failed start must not keep the database's file.
      factories.values().forEach(ConnectorFactory::close);
      background.close();
      database.close();
      throw e;
    }
  }

  /** Registers filters in their order, and the endpoints behind them. */
  void mount(ServletContext context) {
    // There is no HTTP session here. A container that looks for one reads the cookies before we do,
    // and answers those that it cannot read with a stack trace.
    context.setSessionTrackingModes(Set.of());
    for (var filter : filters) {
      var registration = context.addFilter(filter.getClass().getSimpleName(), filter);
      registration.setAsyncSupported(true);
      registration.addMappingForUrlPatterns(
          filter instanceof SecurityHeaders
              ? EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR)
              : EnumSet.of(DispatcherType.REQUEST),
          true,
          "/*");
    }
    var servlet = context.addServlet("rest", new ServletContainer(rest));
    servlet.setAsyncSupported(true);
    servlet.setLoadOnStartup(1);
    servlet.addMapping("/*");
    context.addServlet("assets", assets).addMapping("/assets/*");
    context.addServlet("error", new ContainerError()).addMapping("/error");
  }

  private static Map<String, ConnectorFactory> factories() {
    var found = ServiceLoader.load(ConnectorFactory.class, Saoma.class.getClassLoader());
    return StreamSupport.stream(found.spliterator(), false)
        .collect(Collectors.toUnmodifiableMap(ConnectorFactory::kind, Function.identity()));
  }

  /** Tells every page that waits to ask again, of another node where there is one. */
  void sendAway() {
    signingIn.waiters().close();
  }

  @Override
  public void close() {
    // The database last, and closed whatever becomes of the others.
    try (database;
        background) {
      sendAway();
      factories.values().forEach(ConnectorFactory::close);
    }
  }
}
