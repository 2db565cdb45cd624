package io.saoma.launch.jetty;

import io.saoma.launch.Webapp;
import java.util.List;
import org.eclipse.jetty.ee10.webapp.Configuration;
import org.eclipse.jetty.ee10.webapp.WebAppConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebXmlConfiguration;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A web application as its web.xml describes it: nothing is scanned, which also halves the time to
 * the first answer.
 */
final class Context {
  /** Set when the server begins to stop, so that a web application can end what waits. */
  private static final String STOPPING = "io.saoma.stopping";

  private static final int FORM_BYTES = 64 * 1024;
  private static final int FORM_FIELDS = 100;

  private Context() {}

  static WebAppContext of(Webapp webapp) {
    var context = new SlashAdding();
    context.setContextPath(webapp.contextPath());
    context.setVirtualHosts(List.of("@port-" + webapp.port()));
    context.setWar(webapp.source().toString());
    context.setConfigurations(
        new Configuration[] {
          new WebAppConfiguration(), new WebInfConfiguration(), new WebXmlConfiguration()
        });
    context.setDefaultsDescriptor(Context.class.getResource("webdefault.xml").toExternalForm());
    // The launcher's logging is not the web application's.
    context.getHiddenClassMatcher().add("org.slf4j.");
    context.setMaxFormContentSize(FORM_BYTES);
    context.setMaxFormKeys(FORM_FIELDS);
    context.getSessionHandler().setHttpOnly(true);
    context.getSessionHandler().setSameSite(HttpCookie.SameSite.LAX);
    context.setErrorHandler(new PlainErrors.OfContext());
    // A web application that cannot start stops the launcher: half a server misleads.
    context.setThrowUnavailableOnStartupException(true);
    return context;
  }

  static void stopping(WebAppContext context) {
    if (context.isAvailable()) {
      context.getServletContext().setAttribute(STOPPING, true);
    }
  }

  /** Jetty leads from {@code /sso} to {@code /sso/} before any filter of the web application. */
  private static final class SlashAdding extends WebAppContext {
    @Override
    protected void handleMovedPermanently(Request request, Response response, Callback callback) {
      PlainErrors.secure(response);
      super.handleMovedPermanently(request, response, callback);
    }
  }
}
