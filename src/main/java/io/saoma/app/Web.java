package io.saoma.app;

import io.saoma.config.InvalidSettingsException;
import io.saoma.config.Settings;
import io.saoma.oauth.Secrets;
import io.saoma.web.Browsers;
import io.saoma.web.Cookies;
import io.saoma.web.FrontChannel;
import io.saoma.web.Pages;
import io.saoma.web.Peers;
import io.saoma.web.Places;
import io.saoma.web.SameOrigin;
import java.io.IOException;
import java.util.List;

/** What browsers are read and answered by. */
record Web(
    Cookies cookies,
    FrontChannel frontChannel,
    Peers peers,
    Browsers browsers,
    Places places,
    SameOrigin sameOrigin) {

  static Web of(Settings settings) {
    return new Web(
        new Cookies(settings.isSecure()),
        new FrontChannel(new Pages(new Secrets()::id), settings.issuerUri()),
        new Peers(settings.network().trustedProxies()),
        new Browsers(),
        places(settings),
        new SameOrigin(settings.origin()));
  }

  private static Places places(Settings settings) {
    var file = settings.network().placeFile();
    if (file.isEmpty()) {
      return Places.none();
    }
    try {
      return Places.of(file.get());
    } catch (IOException e) {
      throw new InvalidSettingsException(List.of("saoma.place-file: " + e.getMessage()));
    }
  }
}
