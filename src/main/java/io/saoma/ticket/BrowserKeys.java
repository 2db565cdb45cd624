package io.saoma.ticket;

import io.saoma.interaction.Interaction;
import io.saoma.oauth.Derivation;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Sha256;

/**
 * What a page carries beside its browser's cookie. Both are derived from the cookie's value and the
 * interaction, so that neither is stored, none can be made without the cookie, and a page that is
 * loaded again carries the same ones.
 */
public final class BrowserKeys {
  private final Derivation derivation;

  public BrowserKeys(Derivation derivation) {
    this.derivation = derivation;
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
