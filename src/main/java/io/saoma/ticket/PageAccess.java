package io.saoma.ticket;

import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Sha256;
import java.util.Optional;

/** Opens a login for its own page, and for nobody else. */
public final class PageAccess {
  private final Logins logins;
  private final BrowserKeys keys;

  public PageAccess(Logins logins, BrowserKeys keys) {
    this.logins = logins;
    this.keys = keys;
  }

  /** The login of this browser, by its cookie's handle alone: to show the page again. */
  public Optional<Login> ofBrowser(InteractionId id, String cookie) {
    return logins.find(id).filter(login -> BrowserKeys.isBoundTo(login.interaction(), cookie));
  }

  /** The login of this page: cookie and poll id. Empty for every other reason alike. */
  public Optional<Login> ofPage(InteractionId id, String cookie, String poll) {
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
