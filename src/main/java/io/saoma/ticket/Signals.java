package io.saoma.ticket;

import io.saoma.web.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What makes a login look relayed: the closed list. None of them blocks by itself; they are shown
 * on the phone and decide, under the adaptive policy, whether digits are asked for.
 */
final class Signals {
  static final String PLACE_MISMATCH = "place_mismatch";
  static final String HOSTING_PROVIDER = "hosting_provider";
  static final String NOT_CAMERA = "not_camera";

  private Signals() {}

  /** The warnings that hold for this browser and this phone, in the order to be shown. */
  static List<String> of(Surroundings browser, Optional<Place> phone, TicketKind kind, int launch) {
    var warnings = new ArrayList<String>();
    if (kind == TicketKind.QR && !TicketKind.QR.allowsLaunch(launch)) {
      warnings.add(NOT_CAMERA);
    }
    browser
        .place()
        .ifPresent(
            place -> {
              if (place.isHostingProvider()) {
                warnings.add(HOSTING_PROVIDER);
              }
              if (phone.isPresent() && isElsewhere(place, phone.get())) {
                warnings.add(PLACE_MISMATCH);
              }
            });
    return List.copyOf(warnings);
  }

  /** Phones are on mobile data, so another province counts only with another operator. */
  private static boolean isElsewhere(Place browser, Place phone) {
    return !browser.country().equals(phone.country())
        || (areDifferent(browser.province(), phone.province())
            && areDifferent(browser.operator(), phone.operator()));
  }

  /** What is not known is not another. */
  private static boolean areDifferent(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }
}
