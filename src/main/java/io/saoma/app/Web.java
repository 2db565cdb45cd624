package io.saoma.app;

import io.saoma.config.Settings;
import io.saoma.oauth.Secrets;
import io.saoma.web.Assets;
import io.saoma.web.Browsers;
import io.saoma.web.Cookies;
import io.saoma.web.FrontChannel;
import io.saoma.web.Pages;
import io.saoma.web.Peers;
import io.saoma.web.Places;
import io.saoma.web.SameOrigin;

/** What browsers are read and answered by. */
record Web(
    Cookies cookies,
    FrontChannel frontChannel,
    Peers peers,
    Browsers browsers,
    Places places,
    SameOrigin sameOrigin) {

  static Web of(Settings settings, Places places, Assets assets) {
    return new Web(
        new Cookies(settings.isSecure()),
        new FrontChannel(new Pages(new Secrets()::id, assets.path()), settings.issuerUri()),
        new Peers(settings.trustedProxies()),
        new Browsers(),
        places,
        new SameOrigin(settings.origin()));
  }
}
