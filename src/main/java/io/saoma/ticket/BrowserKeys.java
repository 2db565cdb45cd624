package io.saoma.ticket;

import io.saoma.interaction.Interaction;
import io.saoma.oauth.Derivation;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Secrets;
import io.saoma.oauth.Sha256;

/**
 * What a page carries beside its browser's cookie. Both are derived from the cookie's value and the
 * interaction, so that neither is stored, none can be made without the cookie, and a page that is
 * loaded again carries the same ones.
 */
public final class BrowserKeys {
  /** As many characters as a cookie's handle has, in two halves. */
  private static final int RANDOM = 22;

  private static final int TAG = 21;

  private final Derivation derivation;

  public BrowserKeys(Derivation derivation) {
    this.derivation = derivation;
  }

  /**
   * A handle for a browser that has none: 128 random bits and a tag over them, so that one which
   * was made up and planted in somebody's browser is known from ours.
   */
  public String newBrowser(Secrets secrets) {
    var random = secrets.id();
    return random + tag(random);
  }

  /** Whether this deployment gave the handle to some browser. */
  public boolean isOurs(String cookie) {
    return cookie.length() == RANDOM + TAG
        && Sha256.sameText(cookie.substring(RANDOM), tag(cookie.substring(0, RANDOM)));
  }

  private String tag(String random) {
    return derivation.id("browser", random).substring(0, TAG);
  }

  /** The poll id, one for all tickets of the interaction. */
  public String poll(InteractionId interaction, String cookie) {
    return derivation.id("poll", interaction.value(), cookie);
  }

  /** The token that a form of the interaction carries against forgery from another site. */
  public String csrf(InteractionId interaction, String cookie) {
    return derivation.id("csrf", interaction.value(), cookie);
  }

  /** The typed code's letters, the {@code round}-th of the interaction. */
  String typedCode(InteractionId interaction, String cookie, int round) {
    return TypedCode.of(
        derivation.bytes("typed", interaction.value(), cookie, Integer.toString(round)));
  }

  /** Whether the interaction answers to this browser. */
  public static boolean isBoundTo(Interaction interaction, String cookie) {
    return interaction
        .browserHash()
        .filter(hash -> Sha256.sameText(hash, Sha256.of(cookie)))
        .isPresent();
  }
}
