package io.saoma.sandbox;

import io.saoma.sandbox.control.ControlApi;
import io.saoma.sandbox.json.Route;
import io.saoma.sandbox.json.RouterServlet;
import io.saoma.sandbox.phone.PageHeaders;
import io.saoma.sandbox.phone.PhoneApi;
import io.saoma.sandbox.wechat.WeChat;
import io.saoma.sandbox.world.Person;
import io.saoma.sandbox.world.World;
import io.saoma.setting.Setting;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Puts the sandbox together when its web application starts. */
public final class SandboxListener implements ServletContextListener {
  private static final int DELIVERY_THREADS = 4;

  /** Always there, so that a newcomer's first phone has an owner. */
  private static final List<Person> RESIDENTS =
      List.of(
          new Person("xiaoyu", "张小雨", "13800138000", true, false),
          new Person("liming", "李明", "13900139000", true, false),
          new Person("alex", "Alex Chen", "+1-4155550100", true, false));

  private final ScheduledExecutorService later =
      Executors.newScheduledThreadPool(
          DELIVERY_THREADS,
          task -> {
            Thread thread = new Thread(task, "sandbox-delivery");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Starts the sandbox.
   *
   * @throws IllegalArgumentException that lists every fault in the declared apps
   */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Path file = Path.of(Setting.require(context, "saoma.sandbox.apps"));
    World world = new World(InstantSource.system(), AppsFile.read(file));
    RESIDENTS.forEach(world.people()::add);
    WeChat weChat = new WeChat(world);
    weChat.mount(context, later);
    mount(context, "/api/*", new ControlApi(world, weChat).routes());
    mount(context, "/phone/api/*", new PhoneApi(world).routes());
    context
        .addFilter("page-headers", new PageHeaders())
        .addMappingForUrlPatterns(null, false, "/phone/*");
  }

  private static void mount(ServletContext context, String mapping, List<Route> routes) {
    context.addServlet(mapping, new RouterServlet(routes)).addMapping(mapping);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    later.shutdownNow();
  }
}
