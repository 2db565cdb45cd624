package io.saoma.ticket;

import java.util.Set;

/** How a ticket's name reaches the phone, which decides what the phone may report of its launch. */
public enum TicketKind {
  /** A picture on another screen. */
  QR,
  /** Eight letters that the person types into the app: works for every account type. */
  TYPED;

  /**
   * WeChat launch scenes of a live camera: a picture in a chat or an album was forwarded, and
   * whoever forwards it waits in another browser.
   */
  private static final Set<Integer> CAMERA = Set.of(1047, 1011);

  /** Whether a phone that was launched this way may scan a ticket of this kind. */
  public boolean allowsLaunch(int launch) {
    return this == TYPED || CAMERA.contains(launch);
  }
}
