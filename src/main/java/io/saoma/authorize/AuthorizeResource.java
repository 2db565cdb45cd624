package io.saoma.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.saoma.interaction.CheckedRequest;
import io.saoma.interaction.Conclusion;
import io.saoma.interaction.Decision;
import io.saoma.interaction.Interaction;
import io.saoma.interaction.Interactions;
import io.saoma.interaction.RequestCheck;
import io.saoma.interaction.UnsafeRequestException;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.OAuthException;
import io.saoma.oauth.Secrets;
import io.saoma.oauth.Sha256;
import io.saoma.session.Sessions;
import io.saoma.ticket.BrowserKeys;
import io.saoma.web.Cookies;
import io.saoma.web.ErrorPage;
import io.saoma.web.FrontChannel;
import io.saoma.web.Language;
import io.saoma.web.Limiter;
import io.saoma.web.Parameters;
import io.saoma.web.Peers;
import io.saoma.web.Trouble;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** The authorization endpoint. */
@Path("/authorize")
public final class AuthorizeResource {
  /** Our own parameter, which brings a browser back to a request in flight. */
  private static final String INTERACTION = "interaction";

  private static final int TOO_MANY_REQUESTS = 429;

  /** A container has 8 kB for the headers of an answer. */
  private static final int LONGEST_QUERY = 7_000;

  private final RequestCheck check;
  private final Conclusion conclusion;
  private final Interactions interactions;
  private final Sessions sessions;
  private final Browser browser;
  private final Opening opening;

  public AuthorizeResource(
      RequestCheck check,
      Conclusion conclusion,
      Interactions interactions,
      Sessions sessions,
      Browser browser,
      Opening opening) {
    this.check = check;
    this.conclusion = conclusion;
    this.interactions = interactions;
    this.sessions = sessions;
    this.browser = browser;
    this.opening = opening;
  }

  /** What a browser is read and answered by. */
  public record Browser(
      Cookies cookies, Peers peers, BrowserKeys keys, FrontChannel frontChannel) {}

  /**
   * How requests are kept.
   *
   * @param limit for one network: anybody may send requests, and each is a row
   */
  public record Opening(Secrets secrets, Limiter limit) {}

  /** A HEAD would do all that a GET does, and throw the code away (RFC 9110 §9.2.1). */
  @HEAD
  public Response head() {
    return Response.status(Response.Status.METHOD_NOT_ALLOWED).header("Allow", "GET, POST").build();
  }

  /** A request in the query, or the way back to one in flight. */
  @GET
  public Response get(@Context HttpServletRequest request) {
    var parameters = parse(() -> Parameters.parse(request.getQueryString()));
    var interaction = parameters.get(INTERACTION);
    if (interaction.isPresent()) {
      return resume(interaction.get(), request);
    }
    var checked = check.check(parameters);
    return next(checked, Optional.empty(), request);
  }

  /**
   * A request in the body. It is kept and answered by a redirect to a GET, because the Lax cookies
   * of a post from another site were not sent.
   */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response post(@Context HttpServletRequest request, InputStream body) {
    if (request.getQueryString() != null) {
      throw new UnsafeRequestException(ErrorPage.Reason.INVALID_REQUEST);
    }
    var parameters = parse(() -> Parameters.read(body));
    var checked = check.check(parameters);
    if (checked.isSilent()) {
      return passedOn(parameters);
    }
    var id = open(checked, Optional.empty(), request);
    return browser.frontChannel().seeOther("/authorize?" + INTERACTION + "=" + id.value()).build();
  }

  /** Nothing is kept of a request that asks nobody anything: it comes again as a GET. */
  private Response passedOn(Parameters parameters) {
    var query = URLUtils.serializeParameters(parameters.asMap());
    if (query.length() > LONGEST_QUERY) {
      throw new UnsafeRequestException(ErrorPage.Reason.INVALID_REQUEST);
    }
    return browser.frontChannel().seeOther("/authorize?" + query).build();
  }

  /**
   * A request that can be read in two ways is read in none: not even for where to send its fault.
   */
  private static Parameters parse(Supplier<Parameters> reading) {
    try {
      return reading.get();
    } catch (OAuthException malformed) {
      throw new UnsafeRequestException(ErrorPage.Reason.INVALID_REQUEST);
    }
  }

  private Response resume(String id, HttpServletRequest request) {
    var interaction =
        InteractionId.parse(id)
            .flatMap(interactions::find)
            .filter(Interaction::isOpen)
            .orElseThrow(() -> new UnsafeRequestException(ErrorPage.Reason.LOGIN_EXPIRED));
    return next(check.check(interaction), Optional.of(interaction), request);
  }

  private Response next(
      CheckedRequest checked, Optional<Interaction> interaction, HttpServletRequest request) {
    var cookie =
        browser.cookies().read(request, Cookies.Kind.BROWSER).filter(browser.keys()::isOurs);
    var handle = cookie.orElseGet(() -> browser.keys().newBrowser(opening.secrets()));
    interaction.ifPresent(present -> requireBinding(present, handle));
    var session = browser.cookies().read(request, Cookies.Kind.SESSION).flatMap(sessions::find);
    var decision = conclusion.decide(checked, session, false, interaction);
    var language =
        interaction.map(Interaction::language).orElseGet(() -> language(checked, request));
    var response =
        stops(decision)
            ? stop(
                decision,
                interaction
                    .map(Interaction::id)
                    .orElseGet(() -> open(checked, Optional.of(Sha256.of(handle)), request)))
            : conclude(decision, checked, interaction, language);
    if (cookie.isEmpty() && stops(decision)) {
      response.header("Set-Cookie", browser.cookies().set(Cookies.Kind.BROWSER, handle));
    }
    return response.build();
  }

  /** Whether a person has to act; a browser that is only passed on is left as it was. */
  private static boolean stops(Decision decision) {
    return decision instanceof Decision.SignIn || decision instanceof Decision.AskConsent;
  }

  /** Sends the browser to where its person acts. */
  private ResponseBuilder stop(Decision decision, InteractionId id) {
    var step = decision instanceof Decision.SignIn ? "/login/" : "/consent/";
    return browser.frontChannel().seeOther(step + id.value());
  }

  private ResponseBuilder conclude(
      Decision decision,
      CheckedRequest checked,
      Optional<Interaction> interaction,
      Language language) {
    if (decision instanceof Decision.Respond respond) {
      return answer(conclusion.respond(checked, respond.session(), false, interaction), language);
    }
    var refusal = (Decision.Refuse) decision;
    if (checked.isSilent()) {
      // Nobody has acted: a site that nobody vouches for gets no redirect out of it either.
      throw checked.refused(refusal.error());
    }
    return answer(conclusion.refuse(checked, refusal, interaction), language);
  }

  private ResponseBuilder answer(Optional<AuthorizationResponse> response, Language language) {
    return browser
        .frontChannel()
        .answer(
            response.orElseThrow(() -> new UnsafeRequestException(ErrorPage.Reason.LOGIN_EXPIRED)),
            language);
  }

  /**
   * A kept request answers to one browser: the first that follows the redirect after a POST, or the
   * one that started it. Its link in another browser is worth nothing.
   */
  private void requireBinding(Interaction interaction, String handle) {
    var hash = Sha256.of(handle);
    var bound =
        interaction
            .browserHash()
            .map(present -> Sha256.sameText(present, hash))
            .orElseGet(() -> interactions.bind(interaction.id(), hash));
    if (!bound) {
      throw new UnsafeRequestException(ErrorPage.Reason.OTHER_BROWSER);
    }
  }

  private InteractionId open(
      CheckedRequest checked, Optional<String> browserHash, HttpServletRequest request) {
    if (!opening.limit().take(browser.peers().of(request).prefix())) {
      throw new Trouble(TOO_MANY_REQUESTS, ErrorPage.Reason.SLOW_DOWN, opening.limit().window());
    }
    var id = new InteractionId(opening.secrets().id());
    interactions.open(
        id, browserHash, checked.client().id(), checked.kept(), language(checked, request));
    return id;
  }

  private static Language language(CheckedRequest checked, HttpServletRequest request) {
    return Language.choose(
        checked.uiLocales(), request.getHeader("Accept-Language"), Language.ZH_CN);
  }
}
