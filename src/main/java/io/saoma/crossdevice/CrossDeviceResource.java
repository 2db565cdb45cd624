package io.saoma.crossdevice;

import io.saoma.interaction.RequestCheck;
import io.saoma.ticket.Deadlines;
import io.saoma.ticket.Display;
import io.saoma.ticket.Login;
import io.saoma.ticket.LoginView;
import io.saoma.ticket.Logins;
import io.saoma.ticket.Pictures;
import io.saoma.ticket.Presenting;
import io.saoma.ticket.TicketState;
import io.saoma.ticket.TypingBack;
import io.saoma.web.ErrorPage;
import io.saoma.web.FrontChannel;
import io.saoma.web.Trouble;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The steps of a page while a phone is at work; {@link StatePoll} answers its poll. */
@Path("/crossdevice/{interaction}")
public final class CrossDeviceResource {
  private final OwnPage ownPage;
  private final Logins logins;
  private final Pictures pictures;
  private final Presenting presenting;
  private final RequestCheck check;
  private final TypingBack typingBack;
  private final FrontChannel frontChannel;

  public CrossDeviceResource(
      OwnPage ownPage,
      Logins logins,
      Pictures pictures,
      Presenting presenting,
      RequestCheck check,
      TypingBack typingBack,
      FrontChannel frontChannel) {
    this.ownPage = ownPage;
    this.logins = logins;
    this.pictures = pictures;
    this.presenting = presenting;
    this.check = check;
    this.typingBack = typingBack;
    this.frontChannel = frontChannel;
  }

  /** The present picture. */
  @GET
  @Path("/image")
  public Response image(@PathParam("interaction") String id, @Context HttpServletRequest request) {
    return ownPage
        .read(id, request)
        .view()
        .current()
        .filter(ticket -> ticket.state() == TicketState.DISPLAYED)
        .flatMap(pictures::of)
        .map(image -> Response.ok(image.bytes(), image.mediaType()).build())
        .orElseThrow(NotFoundException::new);
  }

  /** The next picture. */
  @POST
  @Path("/rotate")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response rotate(
      @PathParam("interaction") String id, @Context HttpServletRequest request, InputStream body) {
    var opened = ownPage.change(id, request, body);
    if (opened.interaction().isOpen() && mayRotate(opened.login().view())) {
      var client = check.check(opened.interaction()).client();
      var outcome = presenting.next(opened.interaction(), client, opened.visitor());
      if (outcome instanceof Display.Outcome.TooMany many) {
        if (!wantsJson(request)) {
          throw new Trouble(429, ErrorPage.Reason.SLOW_DOWN, many.retryAfter());
        }
        return unavailable(429, "slow_down", many.retryAfter(), opened);
      }
      // Without a script, the page itself says that there is none.
      if (wantsJson(request) && outcome instanceof Display.Outcome.NoPicture none) {
        return unavailable(503, "temporarily_unavailable", none.why().retryAfter(), opened);
      }
    }
    return after(opened, request);
  }

  /** The digits that the phone shows. */
  @POST
  @Path("/digits")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response digits(
      @PathParam("interaction") String id, @Context HttpServletRequest request, InputStream body) {
    var opened = ownPage.change(id, request, body);
    var typed = opened.form().get("digits").orElse("").replaceAll("\\s", "");
    var outcome = typingBack.type(opened.interaction().id(), typed);
    if (wantsJson(request) && outcome instanceof TypingBack.Outcome.Wrong wrong) {
      var answer = state(opened, seen(opened));
      answer.put("tries_left", wrong.triesLeft());
      return Response.status(403).type(MediaType.APPLICATION_JSON_TYPE).entity(answer).build();
    }
    return after(opened, request);
  }

  /** A script is told the state; a browser without one is sent to the page. */
  private Response after(OwnPage.Opened opened, HttpServletRequest request) {
    if (!wantsJson(request)) {
      return frontChannel.seeOther("/login/" + opened.interaction().id().value()).build();
    }
    var seen = seen(opened);
    var pictureCount = seen.interaction().pictures();
    var answer = state(opened, seen);
    answer.put(
        "image",
        frontChannel.base()
            + "/crossdevice/"
            + opened.interaction().id().value()
            + "/image?poll="
            + opened.form().get("poll").orElse("")
            + "&n="
            + pictureCount);
    answer.put("rotate_in", Deadlines.ROTATE.toSeconds());
    answer.put("rotations_left", Display.rotationsLeft(pictureCount));
    return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
  }

  private Login seen(OwnPage.Opened opened) {
    return logins.find(opened.interaction().id()).orElseThrow(NotFoundException::new);
  }

  private Map<String, Object> state(OwnPage.Opened opened, Login seen) {
    var state = StateAnswer.of(seen, 0);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("state", state.state());
    answer.put("v", state.version());
    answer.put("expires_in", state.expiresIn());
    // The page's own, and new ones since it was loaded where those have run out.
    presenting.typedCode(seen, opened.visitor()).ifPresent(letters -> answer.put("typed", letters));
    return answer;
  }

  /** Not while somebody's phone is at work, and not after a refusal. */
  private static boolean mayRotate(LoginView view) {
    return switch (view.word()) {
      case WAITING, TYPED, EXPIRED, BLOCKED -> true;
      case SCANNED, DIGITS, CONFIRMED, DENIED -> false;
    };
  }

  private Response unavailable(
      int status, String error, Duration retryAfter, OwnPage.Opened opened) {
    var answer = state(opened, seen(opened));
    answer.put("error", error);
    return Response.status(status)
        .header("Retry-After", retryAfter.toSeconds())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(answer)
        .build();
  }

  private static boolean wantsJson(HttpServletRequest request) {
    var accept = request.getHeader("Accept");
    return accept != null && accept.contains(MediaType.APPLICATION_JSON);
  }
}
