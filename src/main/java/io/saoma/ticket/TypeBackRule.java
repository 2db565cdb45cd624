package io.saoma.ticket;

import io.saoma.client.TypeBack;
import io.saoma.oauth.Acr;
import java.util.List;
import java.util.Optional;

/**
 * Whether the person must carry six digits from the phone to the browser. A tap cannot tell whose
 * screen was scanned; digits typed into the bound browser can, short of a live relay.
 */
final class TypeBackRule {
  private TypeBackRule() {}

  /**
   * The rule in force.
   *
   * @param knownBrowser whether the account has used the ticket's browser before
   * @param asked the weakest level the request would accept
   */
  static boolean asks(
      TypeBack policy,
      TicketKind kind,
      boolean knownBrowser,
      List<String> warnings,
      Optional<Acr> asked) {
    if (kind == TicketKind.TYPED) {
      // A code can be read out over a telephone: nothing says that the screen is near.
      return true;
    }
    if (asked.filter(acr -> acr.compareTo(Acr.QR_TAP) > 0).isPresent()) {
      return true;
    }
    return switch (policy) {
      case OFF -> false;
      case ALWAYS -> true;
      case NEW_BROWSER -> !knownBrowser;
      case ADAPTIVE -> !knownBrowser && !warnings.isEmpty();
    };
  }
}
