package io.saoma.consent;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import io.saoma.account.Consents;
import io.saoma.interaction.CheckedRequest;
import io.saoma.interaction.Conclusion;
import io.saoma.interaction.Decision;
import io.saoma.interaction.Interaction;
import io.saoma.interaction.RequestCheck;
import io.saoma.oauth.InteractionId;
import io.saoma.session.Session;
import io.saoma.session.Sessions;
import io.saoma.ticket.Login;
import io.saoma.ticket.PageAccess;
import io.saoma.web.Cookies;
import io.saoma.web.ErrorPage;
import io.saoma.web.FrontChannel;
import io.saoma.web.Parameters;
import io.saoma.web.SameOrigin;
import io.saoma.web.Site;
import io.saoma.web.Trouble;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks a signed-in person what a further site may learn, and carries the answer to it. */
@Path("/consent/{interaction}")
public final class ConsentResource {
  private static final Set<String> FIELDS = Set.of("csrf", "decision");

  private final RequestCheck check;
  private final Conclusion conclusion;
  private final Consents consents;
  private final Sessions sessions;
  private final Guard guard;
  private final FrontChannel frontChannel;

  public ConsentResource(
      RequestCheck check,
      Conclusion conclusion,
      Consents consents,
      Sessions sessions,
      Guard guard,
      FrontChannel frontChannel) {
    this.check = check;
    this.conclusion = conclusion;
    this.consents = consents;
    this.sessions = sessions;
    this.guard = guard;
    this.frontChannel = frontChannel;
  }

  /** How a browser is told from another. */
  public record Guard(PageAccess access, Cookies cookies, SameOrigin sameOrigin) {}

  /** A request that stops for this browser, and who is signed in there. */
  private record Asked(
      Interaction interaction, CheckedRequest request, String cookie, Optional<Session> session) {}

  /** The question; or the way on, when there is nothing to ask. */
  @GET
  public Response get(@PathParam("interaction") String id, @Context HttpServletRequest request) {
    var asked = asked(id, request);
    var decision =
        conclusion.decide(
            asked.request(), asked.session(), false, Optional.of(asked.interaction()));
    return decision instanceof Decision.AskConsent
        ? frontChannel.page(200, page(asked)).build()
        : frontChannel
            .seeOther("/authorize?interaction=" + asked.interaction().id().value())
            .build();
  }

  /** The answer. It counts for the person who was asked: the token is bound to their session. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response post(
      @PathParam("interaction") String id, @Context HttpServletRequest request, InputStream body) {
    var form = Parameters.read(body);
    var asked = asked(id, request);
    if (!guard.sameOrigin().allows(request)
        || asked.session().isEmpty()
        || !guard
            .access()
            .isOwnForm(asked.interaction().id(), asked.cookie(), form.get("csrf").orElse(""))) {
      throw new Trouble(403, ErrorPage.Reason.FORBIDDEN);
    }
    if (request.getQueryString() != null || !form.hasOnly(FIELDS)) {
      // Whoever adds a scope to the form wants another consent than the one that was shown.
      throw new Trouble(400, ErrorPage.Reason.INVALID_REQUEST);
    }
    var session = asked.session().get();
    if (!form.get("decision").equals(Optional.of("allow"))) {
      return answer(
          asked,
          conclusion.refuse(
              asked.request(),
              new Decision.Refuse(OAuth2Error.ACCESS_DENIED),
              Optional.of(asked.interaction())));
    }
    // What is stored is what was shown: the request was frozen before the page was.
    consents.give(
        session.account(), asked.request().client().id(), asked.request().request().getScope());
    return frontChannel
        .seeOther("/authorize?interaction=" + asked.interaction().id().value())
        .build();
  }

  private Asked asked(String id, HttpServletRequest request) {
    var browser =
        guard
            .cookies()
            .read(request, Cookies.Kind.BROWSER)
            .orElseThrow(() -> new Trouble(400, ErrorPage.Reason.OTHER_BROWSER));
    var interaction =
        InteractionId.parse(id)
            .flatMap(interactionId -> guard.access().ofBrowser(interactionId, browser))
            .map(Login::interaction)
            .orElseThrow(() -> new Trouble(400, ErrorPage.Reason.OTHER_BROWSER));
    if (!interaction.isOpen()) {
      throw new Trouble(410, ErrorPage.Reason.LOGIN_EXPIRED);
    }
    var session = guard.cookies().read(request, Cookies.Kind.SESSION);
    return new Asked(
        interaction,
        check.check(interaction),
        session.orElse(browser),
        session.flatMap(sessions::find));
  }

  private ConsentPage page(Asked asked) {
    var shown = asked.request().client().presentation();
    var language = asked.interaction().language();
    var given = new ArrayList<>(List.of(ConsentPage.Share.IDENTITY));
    if (asked.request().request().getScope().contains(OIDCScopeValue.OFFLINE_ACCESS)) {
      given.add(ConsentPage.Share.OFFLINE);
    }
    return new ConsentPage(
        language,
        frontChannel.base(),
        new Site(shown.name(language), shown.verifiedDomain(), shown.accent()),
        asked.interaction().id().value(),
        guard.access().formToken(asked.interaction().id(), asked.cookie()),
        new ConsentPage.Question(given, List.of(), null));
  }

  private Response answer(Asked asked, Optional<AuthorizationResponse> response) {
    return frontChannel
        .answer(
            response.orElseThrow(() -> new Trouble(410, ErrorPage.Reason.LOGIN_EXPIRED)),
            asked.interaction().language())
        .build();
  }
}
