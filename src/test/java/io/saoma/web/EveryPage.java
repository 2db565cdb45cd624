package io.saoma.web;

import io.saoma.consent.ConsentPage;
import io.saoma.consent.ConsentPage.Share;
import io.saoma.login.LoginPage;
import io.saoma.login.LoginState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every page there is, in every shape, with one value in every place that a value can come to. */
final class EveryPage {
  private EveryPage() {}

  static List<Page> with(String value, String base) {
    List<Page> pages = new ArrayList<>();
    for (Language language : Language.values()) {
      for (LoginState state : LoginState.values()) {
        pages.add(login(language, base, value, state, false));
        pages.add(login(language, base, value, state, true));
      }
      for (ErrorPage.Reason reason : ErrorPage.Reason.values()) {
        pages.add(new ErrorPage(language, base, reason, value));
      }
      pages.add(consent(language, base, value));
      pages.add(
          new FormPostPage(
              language, base, URI.create("https://site.example/cb"), Map.of(value, value)));
      pages.add(new IndexPage(language, base));
      pages.add(
          new LeavePage(
              language,
              base,
              new Site(value, null, null),
              URI.create("https://site.example/cb?error=x"),
              Map.of()));
      pages.add(
          new LeavePage(
              language,
              base,
              new Site(value, null, null),
              URI.create("https://site.example/cb"),
              Map.of("state", value)));
    }
    return pages;
  }

  static LoginPage login(
      Language language, String base, String value, LoginState state, boolean phoneBrowser) {
    return new LoginPage(
        language,
        base,
        new Site(value, value, new Accent("#8c2f39")),
        new LoginPage.Ids(value, value, value),
        new LoginPage.Code(1, value, value, phoneBrowser, value),
        new LoginPage.Progress(state, 7, 118, 98, 5, 2));
  }

  private static ConsentPage consent(Language language, String base, String value) {
    var controller =
        new ConsentPage.Controller(value, value, URI.create("https://site.example/privacy"));
    var question =
        new ConsentPage.Question(
            List.of(Share.IDENTITY, Share.OFFLINE),
            List.of(Share.PHONE, Share.PROFILE, Share.EMAIL, Share.ABROAD),
            controller);
    return new ConsentPage(language, base, new Site(value, value, null), value, value, question);
  }
}
