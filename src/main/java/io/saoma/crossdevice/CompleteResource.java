package io.saoma.crossdevice;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import io.saoma.interaction.Interaction;
import io.saoma.interaction.RequestCheck;
import io.saoma.ticket.Collecting;
import io.saoma.web.Cookies;
import io.saoma.web.ErrorPage;
import io.saoma.web.FrontChannel;
import io.saoma.web.Trouble;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.InputStream;

/**
 * {@code POST /crossdevice/{interaction}/complete}: the bound browser collects its login, and goes
 * to the site. Nothing before this answer held a code.
 */
@Path("/crossdevice/{interaction}/complete")
public final class CompleteResource {
  private final OwnPage ownPage;
  private final RequestCheck check;
  private final Collecting collecting;
  private final Cookies cookies;
  private final FrontChannel frontChannel;

  public CompleteResource(
      OwnPage ownPage,
      RequestCheck check,
      Collecting collecting,
      Cookies cookies,
      FrontChannel frontChannel) {
    this.ownPage = ownPage;
    this.check = check;
    this.collecting = collecting;
    this.cookies = cookies;
    this.frontChannel = frontChannel;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response complete(
      @PathParam("interaction") String id, @Context HttpServletRequest request, InputStream body) {
    var opened = ownPage.change(id, request, body);
    var interaction = opened.interaction();
    if (!interaction.isOpen()) {
      throw new Trouble(410, ErrorPage.Reason.LOGIN_EXPIRED);
    }
    var browser =
        new Collecting.BrowserState(
            cookies.read(request, Cookies.Kind.SESSION), opened.visitor().device());
    var outcome = collecting.collect(check.check(interaction), interaction, browser);
    if (outcome instanceof Collecting.Outcome.SignedIn signedIn) {
      return to(signedIn.response(), interaction)
          .header("Set-Cookie", cookies.set(Cookies.Kind.SESSION, signedIn.session()))
          .header("Set-Cookie", cookies.set(Cookies.Kind.DEVICE, signedIn.device()))
          .build();
    }
    if (outcome instanceof Collecting.Outcome.Denied denied) {
      return to(denied.response(), interaction).build();
    }
    if (outcome instanceof Collecting.Outcome.Gone) {
      throw new Trouble(410, ErrorPage.Reason.LOGIN_EXPIRED);
    }
    throw new Trouble(409, ErrorPage.Reason.NOT_CONFIRMED);
  }

  private ResponseBuilder to(AuthorizationResponse response, Interaction interaction) {
    return frontChannel.answer(response, interaction.language());
  }
}
