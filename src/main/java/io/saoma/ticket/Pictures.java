package io.saoma.ticket;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.connector.CredentialConnector;
import io.saoma.connector.Drawing;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Sealer;
import io.saoma.oauth.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Pictures for pages: drawn ahead of time where a pool is kept, on demand otherwise. Images are
 * kept sealed; a scene is kept nowhere once it is drawn.
 */
public final class Pictures {
  private final PicturePool pool;
  private final DisplayBudget budget;
  private final Scenes scenes;
  private final Sealer sealer;
  private final Secrets secrets;

  public Pictures(
      PicturePool pool, DisplayBudget budget, Scenes scenes, Sealer sealer, Secrets secrets) {
    this.pool = pool;
    this.budget = budget;
    this.scenes = scenes;
    this.sealer = sealer;
    this.secrets = secrets;
  }

  /** A picture that can be put on a page, or why there is none. */
  sealed interface Next {
    /** Whose app will open: that of the picture, or the first that might have drawn one. */
    String connectorId();

    /** The connector's pool had one a moment ago. */
    record Pooled(String connectorId) implements Next {}

    /** One that was drawn for this page, and is nowhere yet. */
    record Drawn(String ticketId, String connectorId, String scene, PicturePool.Kept picture)
        implements Next {}

    record None(String connectorId, Drawing.Unavailable why) implements Next {}
  }

  /**
   * An image as the browser gets it.
   *
   * @param mediaType {@code image/jpeg} or {@code image/png}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  public record Image(String mediaType, byte[] bytes) {}

  /** The first picture that one of {@code connectors}, in their order, can give to a client. */
  Next next(List<CredentialConnector> connectors, ClientID client) {
    var why = new Drawing.Unavailable(Drawing.Reason.MISCONFIGURED, Duration.ofMinutes(1));
    for (var connector : connectors) {
      var next = next(connector, client);
      if (!(next instanceof Next.None none)) {
        return next;
      }
      why = none.why();
    }
    return new Next.None(connectors.get(0).settings().id(), why);
  }

  private Next next(CredentialConnector connector, ClientID client) {
    var settings = connector.settings();
    if (!budget.takeForClient(settings.id(), client.getValue())) {
      return spent(settings.id());
    }
    if (settings.pool() > 0 && pool.candidate(settings.id()).isPresent()) {
      return new Next.Pooled(settings.id());
    }
    return budget.takeDrawing(settings.id()) ? draw(connector) : spent(settings.id());
  }

  private Next spent(String connectorId) {
    return new Next.None(
        connectorId, new Drawing.Unavailable(Drawing.Reason.QUOTA, budget.retryAfter()));
  }

  /**
   * Puts the picture that {@code next} stands for on a page; part of the transaction of this
   * thread, so that no other page sees it.
   *
   * @return its ticket; empty when other pages have emptied the pool meanwhile
   */
  Optional<String> assign(
      Next next, InteractionId interaction, int sequence, Ticket.Binding binding) {
    return take(next).filter(ticket -> pool.assign(ticket, interaction, sequence, binding));
  }

  private Optional<String> take(Next next) {
    if (next instanceof Next.Pooled pooled) {
      return pool.candidate(pooled.connectorId());
    }
    var drawn = (Next.Drawn) next;
    add(drawn);
    return Optional.of(drawn.ticketId());
  }

  /**
   * Draws one picture into the pool.
   *
   * @return false when the upstream gave none, or has given enough for now
   */
  boolean fill(CredentialConnector connector) {
    if (budget.takeAhead(connector.settings().id())
        && draw(connector) instanceof Next.Drawn drawn) {
      add(drawn);
      return true;
    }
    return false;
  }

  private Next draw(CredentialConnector connector) {
    var settings = connector.settings();
    var scene = scenes.mint(settings.appId());
    var drawing = connector.draw(scene);
    if (drawing instanceof Drawing.Unavailable unavailable) {
      return new Next.None(settings.id(), unavailable);
    }
    var drawn = (Drawing.Drawn) drawing;
    var ticketId = secrets.id();
    var sealed = sealer.seal(drawn.image(), place(ticketId));
    return new Next.Drawn(
        ticketId, settings.id(), scene, new PicturePool.Kept(drawn.mediaType(), sealed));
  }

  private void add(Next.Drawn drawn) {
    pool.add(drawn.ticketId(), drawn.connectorId(), drawn.scene(), drawn.picture());
  }

  /** The image of a ticket that is on a page. */
  public Optional<Image> of(Ticket ticket) {
    return pool.find(ticket.id())
        .map(kept -> new Image(kept.mediaType(), sealer.open(kept.sealed(), place(ticket.id()))));
  }

  private static String place(String ticketId) {
    return "ticket_picture.sealed_image." + ticketId;
  }
}
