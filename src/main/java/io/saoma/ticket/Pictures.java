package io.saoma.ticket;

import io.saoma.connector.CredentialConnector;
import io.saoma.connector.Drawing;
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
  private final Scenes scenes;
  private final Sealer sealer;
  private final Secrets secrets;

  public Pictures(PicturePool pool, Scenes scenes, Sealer sealer, Secrets secrets) {
    this.pool = pool;
    this.scenes = scenes;
    this.sealer = sealer;
    this.secrets = secrets;
  }

  /** A picture that can be put on a page, or why there is none. */
  sealed interface Next {
    /** The connector's pool had one a moment ago. */
    record Pooled(String connectorId) implements Next {}

    /** One that was drawn for this page, and is nowhere yet. */
    record Drawn(String ticketId, String connectorId, String scene, PicturePool.Kept picture)
        implements Next {}

    record None(Drawing.Unavailable why) implements Next {}
  }

  /**
   * An image as the browser gets it.
   *
   * @param mediaType {@code image/jpeg} or {@code image/png}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  public record Image(String mediaType, byte[] bytes) {}

  /** The first picture that one of {@code connectors}, in their order, can give. */
  Next next(List<CredentialConnector> connectors) {
    var why = new Drawing.Unavailable(Drawing.Reason.MISCONFIGURED, Duration.ofMinutes(1));
    for (var connector : connectors) {
      var settings = connector.settings();
      if (settings.pool() > 0 && pool.candidate(settings.id()).isPresent()) {
        return new Next.Pooled(settings.id());
      }
      var drawn = draw(connector);
      if (drawn instanceof Next.Drawn) {
        return drawn;
      }
      why = ((Next.None) drawn).why();
    }
    return new Next.None(why);
  }

  /**
   * The ticket that {@code next} stands for, held for the transaction of this thread: no other page
   * sees it.
   *
   * @return empty when other pages have emptied the pool meanwhile
   */
  Optional<String> take(Next next) {
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
   * @return false when the upstream gave none
   */
  boolean fill(CredentialConnector connector) {
    if (draw(connector) instanceof Next.Drawn drawn) {
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
      return new Next.None(unavailable);
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
