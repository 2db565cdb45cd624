package io.saoma.crossdevice;

import io.saoma.interaction.Interaction;
import io.saoma.oauth.InteractionId;
import io.saoma.ticket.Login;
import io.saoma.ticket.PageAccess;
import io.saoma.ticket.Visitor;
import io.saoma.web.Cookies;
import io.saoma.web.Parameters;
import io.saoma.web.Peers;
import io.saoma.web.SameOrigin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import java.io.InputStream;

/** Lets a page's requests through to its own interaction, and nobody else's. */
public final class OwnPage {
  private final PageAccess access;
  private final Cookies cookies;
  private final SameOrigin sameOrigin;
  private final Peers peers;

  public OwnPage(PageAccess access, Cookies cookies, SameOrigin sameOrigin, Peers peers) {
    this.access = access;
    this.cookies = cookies;
    this.sameOrigin = sameOrigin;
    this.peers = peers;
  }

  /** A request that proved where it came from. */
  record Opened(Login login, Visitor visitor, Parameters form) {
    Interaction interaction() {
      return login.interaction();
    }
  }

  /**
   * A reading request: cookie and poll id, and not from another site's page.
   *
   * @throws NotFoundException for every other reason alike
   */
  Login read(String id, HttpServletRequest request) {
    var poll = Parameters.parse(request.getQueryString()).get("poll").orElse("");
    return InteractionId.parse(id)
        .flatMap(
            interaction ->
                cookies
                    .read(request, Cookies.Kind.BROWSER)
                    .filter(cookie -> sameOrigin.allows(request))
                    .flatMap(cookie -> access.ofPage(interaction, cookie, poll)))
        .orElseThrow(NotFoundException::new);
  }

  /**
   * A changing request: sent from our own page, with its token, cookie and poll id.
   *
   * @throws ForbiddenException when it was not, whether the interaction exists or not
   */
  Opened change(String id, HttpServletRequest request, InputStream body) {
    var interactionId = InteractionId.parse(id).orElseThrow(NotFoundException::new);
    var form = Parameters.read(body);
    var cookie = cookies.read(request, Cookies.Kind.BROWSER).orElseThrow(ForbiddenException::new);
    if (!sameOrigin.allows(request)
        || !access.isOwnForm(interactionId, cookie, form.get("csrf").orElse(""))) {
      throw new ForbiddenException();
    }
    var login =
        access
            .ofPage(interactionId, cookie, form.get("poll").orElse(""))
            .orElseThrow(ForbiddenException::new);
    var visitor =
        new Visitor(
            cookie,
            cookies.read(request, Cookies.Kind.DEVICE),
            request.getHeader("User-Agent"),
            peers.of(request));
    return new Opened(login, visitor, form);
  }
}
