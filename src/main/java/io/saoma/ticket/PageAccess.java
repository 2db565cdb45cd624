package io.saoma.ticket;

import io.saoma.interaction.Interaction;
import io.saoma.interaction.Interactions;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Sha256;
import java.util.Optional;

/** Opens an interaction for its own page, and for nobody else. */
public final class PageAccess {
  private final Interactions interactions;
  private final BrowserKeys keys;

  public PageAccess(Interactions interactions, BrowserKeys keys) {
    this.interactions = interactions;
    this.keys = keys;
  }

  /** The interaction of this browser, by its cookie's handle alone: to show the page again. */
  public Optional<Interaction> ofBrowser(InteractionId id, String cookie) {
    return interactions.find(id).filter(interaction -> BrowserKeys.isBoundTo(interaction, cookie));
  }

  /** The interaction of this page: cookie and poll id. Empty for every other reason alike. */
  public Optional<Interaction> ofPage(InteractionId id, String cookie, String poll) {
    return Sha256.sameText(keys.poll(id, cookie), poll) ? ofBrowser(id, cookie) : Optional.empty();
  }

  /** The token for a form of this browser's page. */
  public String formToken(InteractionId id, String cookie) {
    return keys.csrf(id, cookie);
  }

  /**
   * Whether a form of this browser's page sent {@code csrf}; asked before anything is looked up.
   */
  public boolean isOwnForm(InteractionId id, String cookie, String csrf) {
    return Sha256.sameText(keys.csrf(id, cookie), csrf);
  }
}
