package io.saoma.sandbox.wechat;

import io.saoma.sandbox.picture.CodePainter;
import io.saoma.sandbox.world.World;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** All of WeChat's endpoints. */
public final class WeChat {
  private final List<Endpoint> endpoints;
  private final AccessTokens tokens;
  private final Faults faults = new Faults();
  private final Calls calls = new Calls();
  private final InstantSource clock;

  public WeChat(World world) {
    clock = world.clock();
    tokens = new AccessTokens(clock);
    Credentials credentials = new Credentials(world.apps());
    endpoints =
        List.of(
            new CodeToSession(
                credentials,
                world.codes(),
                world.people(),
                world.sessionKeys(),
                world.quotas(),
                clock),
            new PlainToken(credentials, tokens, world.quotas(), clock),
            new StableToken(credentials, tokens, world.quotas(), clock),
            new UnlimitedCode(
                tokens, world.apps(), world.quotas(), new CodePainter(), world.drawn()),
            new UserPhoneNumber(tokens, world.apps(), world.codes(), world.people(), clock));
  }

  public Faults faults() {
    return faults;
  }

  public Calls calls() {
    return calls;
  }

  public List<String> paths() {
    return endpoints.stream().map(Endpoint::path).toList();
  }

  /** Puts every endpoint at its path. */
  public void mount(ServletContext context, ScheduledExecutorService later) {
    for (Endpoint endpoint : endpoints) {
      var servlet =
          context.addServlet(
              endpoint.path(), new WeChatServlet(endpoint, tokens, faults, calls, later, clock));
      servlet.addMapping(endpoint.path());
      servlet.setAsyncSupported(true);
    }
  }
}
