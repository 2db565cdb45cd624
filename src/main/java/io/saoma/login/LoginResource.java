package io.saoma.login;

import io.saoma.client.Client;
import io.saoma.interaction.RequestCheck;
import io.saoma.oauth.InteractionId;
import io.saoma.ticket.Askers;
import io.saoma.ticket.BrowserKeys;
import io.saoma.ticket.Deadlines;
import io.saoma.ticket.Display;
import io.saoma.ticket.Login;
import io.saoma.ticket.LoginView;
import io.saoma.ticket.PageAccess;
import io.saoma.ticket.Presenting;
import io.saoma.ticket.Ticket;
import io.saoma.ticket.Visitor;
import io.saoma.web.Browsers;
import io.saoma.web.Cookies;
import io.saoma.web.ErrorPage;
import io.saoma.web.FrontChannel;
import io.saoma.web.Peers;
import io.saoma.web.Site;
import io.saoma.web.Trouble;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code GET /login/{interaction}}: the sign-in page, which shows whatever the state is. Its first
 * showing gives it its first picture.
 */
@Path("/login/{interaction}")
public final class LoginResource {
  private final RequestCheck check;
  private final Reading reading;
  private final Presenting presenting;
  private final Askers askers;
  private final Request requests;
  private final FrontChannel frontChannel;

  public LoginResource(
      RequestCheck check,
      Reading reading,
      Presenting presenting,
      Askers askers,
      Request requests,
      FrontChannel frontChannel) {
    this.check = check;
    this.reading = reading;
    this.presenting = presenting;
    this.askers = askers;
    this.requests = requests;
    this.frontChannel = frontChannel;
  }

  /** How an interaction is opened for its page. */
  public record Reading(PageAccess access, BrowserKeys keys) {}

  /** How a browser is told apart. */
  public record Request(Cookies cookies, Peers peers, Browsers browsers) {}

  @GET
  public Response get(@PathParam("interaction") String id, @Context HttpServletRequest request) {
    var visitor = visitor(request);
    var login = login(InteractionId.parse(id), visitor);
    var interaction = login.interaction();
    if (!interaction.isOpen()) {
      throw new Trouble(410, ErrorPage.Reason.LOGIN_EXPIRED);
    }
    var client = check.check(interaction).client();
    // Who only asks for the headers is shown nothing, and shown no picture.
    if (interaction.isFresh() && !HttpMethod.HEAD.equals(request.getMethod())) {
      var outcome = presenting.next(interaction, client, visitor);
      if (outcome instanceof Display.Outcome.TooMany many) {
        throw new Trouble(429, ErrorPage.Reason.SLOW_DOWN, many.retryAfter());
      }
      login = login(Optional.of(interaction.id()), visitor);
    }
    return frontChannel.page(200, page(login, client, visitor)).build();
  }

  private Login login(Optional<InteractionId> id, Visitor visitor) {
    return id.flatMap(known -> reading.access().ofBrowser(known, visitor.cookie()))
        .orElseThrow(() -> new Trouble(400, ErrorPage.Reason.OTHER_BROWSER));
  }

  private Visitor visitor(HttpServletRequest request) {
    return new Visitor(
        requests
            .cookies()
            .read(request, Cookies.Kind.BROWSER)
            .orElseThrow(() -> new Trouble(400, ErrorPage.Reason.OTHER_BROWSER)),
        requests.cookies().read(request, Cookies.Kind.DEVICE),
        request.getHeader("User-Agent"),
        requests.peers().of(request));
  }

  private LoginPage page(Login login, Client client, Visitor visitor) {
    var interaction = login.interaction();
    var shown = client.presentation();
    return new LoginPage(
        interaction.language(),
        frontChannel.base(),
        new Site(shown.name(interaction.language()), shown.verifiedDomain(), shown.accent()),
        new LoginPage.Ids(
            interaction.id().value(),
            reading.keys().poll(interaction.id(), visitor.cookie()),
            reading.keys().csrf(interaction.id(), visitor.cookie())),
        new LoginPage.Code(
            interaction.pictures(),
            askers.phrase(interaction),
            presenting.typedCode(login, visitor).orElse(""),
            requests.browsers().isPhone(visitor.userAgent()),
            presenting.miniProgram(login.view()).orElse(null)),
        progress(login));
  }

  private static LoginPage.Progress progress(Login login) {
    var interaction = login.interaction();
    var view = login.view();
    var rotateIn =
        view.current()
            .map(ticket -> Deadlines.ROTATE.minus(ticket.age()))
            .filter(left -> !left.isNegative())
            .orElse(Duration.ZERO);
    return new LoginPage.Progress(
        state(view),
        interaction.version(),
        seconds(view.remaining()),
        seconds(rotateIn),
        Display.rotationsLeft(interaction.pictures()),
        LoginPage.TRIES - view.current().map(Ticket::tries).orElse(0));
  }

  /** Without any ticket on the page, no picture could be drawn. */
  private static LoginState state(LoginView view) {
    return view.current().isEmpty()
        ? LoginState.UNAVAILABLE
        : LoginState.valueOf(view.word().name());
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(Math.max(0, duration.toSeconds()));
  }
}
