package io.saoma.demo;

import io.saoma.setting.Setting;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;

/** Puts the demo site together when its web application starts. */
public final class DemoListener implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    RelyingParty relyingParty =
        new RelyingParty(
            Setting.require(context, "saoma.demo.issuer"),
            Setting.require(context, "saoma.demo.client_id"),
            Setting.require(context, "saoma.demo.client_secret"),
            Setting.require(context, "saoma.demo.base_url"));
    filter(context, "headers", new PageHeaders(), "/*");
    filter(context, "login", new LibraryFilter(relyingParty, RelyingParty::login), "/login");
    filter(
        context, "callback", new LibraryFilter(relyingParty, RelyingParty::callback), "/callback");
    String phone = Setting.find(context, "saoma.demo.phone_url").orElse("");
    context.addServlet("page", new PageServlet(phone)).addMapping("");
    context.addServlet("login", new AfterLoginServlet()).addMapping("/login");
    context.addServlet("logout", new LogoutServlet()).addMapping("/logout");
  }

  private static void filter(ServletContext context, String name, Filter filter, String path) {
    context
        .addFilter(name, filter)
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, path);
  }
}
