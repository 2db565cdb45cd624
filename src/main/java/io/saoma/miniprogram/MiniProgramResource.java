package io.saoma.miniprogram;

import io.saoma.connector.Connectors;
import io.saoma.connector.CredentialConnector;
import io.saoma.ticket.Confirming;
import io.saoma.ticket.Refusal;
import io.saoma.ticket.RefusedException;
import io.saoma.ticket.Scan;
import io.saoma.ticket.Scanning;
import io.saoma.ticket.TicketKind;
import io.saoma.ticket.TypedCode;
import io.saoma.web.JsonMessage;
import io.saoma.web.MalformedMessageException;
import io.saoma.web.Peers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;

/** The steps of a phone. The app is the route's, never the body's. */
@Path("/mp/{appid}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class MiniProgramResource {
  private static final Set<String> SCAN = Set.of("scene", "code", "js_code", "launch", "env");
  private static final Set<String> CONFIRM = Set.of("handle", "ctx_digest", "js_code");
  private static final Set<String> DENY = Set.of("handle");
  private static final int LONGEST = 512;

  private final Connectors connectors;
  private final Scanning scanning;
  private final Confirming confirming;
  private final Peers peers;

  public MiniProgramResource(
      Connectors connectors, Scanning scanning, Confirming confirming, Peers peers) {
    this.connectors = connectors;
    this.scanning = scanning;
    this.confirming = confirming;
    this.peers = peers;
  }

  /** A picture or a typed code becomes one person's. */
  @POST
  @Path("/scan")
  public Map<String, Object> scan(
      @PathParam("appid") String appId, @Context HttpServletRequest request, InputStream body) {
    var message = JsonMessage.parse(body, SCAN);
    var scene = message.optionalText("scene", LONGEST);
    var code = message.optionalText("code", LONGEST);
    if (scene.isPresent() == code.isPresent()) {
      throw new MalformedMessageException("Either scene or code must be sent");
    }
    var scan =
        new Scan(
            scene.isPresent() ? TicketKind.QR : TicketKind.TYPED,
            scene.or(() -> code.map(MiniProgramResource::typed)).orElseThrow(),
            message.text("js_code", LONGEST),
            message.number("launch"),
            message.text("env", LONGEST),
            peers.of(request));
    return Answers.scanned(scanning.scan(connector(appId), scan));
  }

  /** The person says yes. */
  @POST
  @Path("/confirm")
  public Map<String, Object> confirm(
      @PathParam("appid") String appId, @Context HttpServletRequest request, InputStream body) {
    var message = JsonMessage.parse(body, CONFIRM);
    return Answers.confirmed(
        confirming.confirm(
            connector(appId),
            message.text("handle", LONGEST),
            message.text("ctx_digest", LONGEST),
            message.text("js_code", LONGEST),
            peers.of(request)));
  }

  /** The person says no. */
  @POST
  @Path("/deny")
  public Map<String, Object> deny(@PathParam("appid") String appId, InputStream body) {
    var message = JsonMessage.parse(body, DENY);
    confirming.deny(connector(appId), message.text("handle", LONGEST));
    return Map.of("state", "denied");
  }

  private CredentialConnector connector(String appId) {
    return connectors.ofApp(appId).orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  /** A malformed code is a wrong guess like any other. */
  private static String typed(String code) {
    return TypedCode.parse(code).orElse("malformed");
  }
}
