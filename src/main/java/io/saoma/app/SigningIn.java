package io.saoma.app;

import com.github.benmanes.caffeine.cache.Ticker;
import io.saoma.authorize.AuthorizeResource;
import io.saoma.client.Clients;
import io.saoma.config.Settings;
import io.saoma.connector.Connectors;
import io.saoma.consent.ConsentResource;
import io.saoma.crossdevice.CompleteResource;
import io.saoma.crossdevice.CrossDeviceResource;
import io.saoma.crossdevice.OwnPage;
import io.saoma.crossdevice.StatePoll;
import io.saoma.crossdevice.Waiters;
import io.saoma.interaction.Conclusion;
import io.saoma.interaction.IdTokenHints;
import io.saoma.interaction.RequestCheck;
import io.saoma.jpa.Database;
import io.saoma.login.LoginResource;
import io.saoma.miniprogram.MiniProgramResource;
import io.saoma.oauth.Sealer;
import io.saoma.oauth.Secrets;
import io.saoma.ticket.Askers;
import io.saoma.ticket.BrowserKeys;
import io.saoma.ticket.Collecting;
import io.saoma.ticket.Confirming;
import io.saoma.ticket.Display;
import io.saoma.ticket.DisplayBudget;
import io.saoma.ticket.Guesses;
import io.saoma.ticket.Ledger;
import io.saoma.ticket.PageAccess;
import io.saoma.ticket.PhoneSteps;
import io.saoma.ticket.Pictures;
import io.saoma.ticket.PoolFiller;
import io.saoma.ticket.Presenting;
import io.saoma.ticket.Scanning;
import io.saoma.ticket.Scenes;
import io.saoma.ticket.TypingBack;
import io.saoma.web.Limiter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;

/** The broker's half: requests in flight, tickets, and the endpoints of browsers and phones. */
record SigningIn(
    List<Object> endpoints, StatePoll statePoll, Waiters waiters, PoolFiller poolFiller) {
  /** Far above what a page asks for, far below what a flood would. */
  private static final int POLLS_A_MINUTE = 240;

  /** A request of a person who gets a picture leads to one at least. */
  private static final int REQUESTS_A_PICTURE = 2;

  /** What of the deployment the broker's half stands on. */
  record Ground(
      Settings settings,
      Clients clients,
      Connectors connectors,
      Database database,
      Stores stores,
      Issuing issuing,
      Web web,
      InstantSource clock) {}

  static SigningIn of(Ground ground, Executor executor) {
    var settings = ground.settings();
    var stores = ground.stores();
    var web = ground.web();
    var secrets = new Secrets();
    var derivation = Issuing.derivation(settings);
    var hints = new IdTokenHints(settings.issuer(), ground.issuing().keys());
    var check = new RequestCheck(settings.issuer(), ground.clients(), hints);
    var conclusion =
        new Conclusion(
            ground.database(),
            stores.interactions(),
            new Conclusion.Known(
                stores.accounts(), stores.consents(), ground.connectors(), stores.audit()),
            ground.issuing().codes(),
            stores.sessions());
    var waiters = new Waiters(stores.logins(), executor, settings.limits().waitingPages());
    var ledger =
        new Ledger(
            ground.database(), stores.tickets(), stores.interactions(), stores.audit(), waiters);
    var askers =
        new Askers(stores.interactions(), ground.clients(), ground.connectors(), derivation);
    var scenes = new Scenes(derivation, secrets);
    var sealer = new Sealer(settings.sealingKey().bytes(), secrets);
    var budget =
        new DisplayBudget(
            settings.limits().picturesPerMinute(),
            ground.clients().all().size(),
            Ticker.systemTicker());
    var pictures = new Pictures(stores.pictures(), budget, scenes, sealer, secrets);
    var keys = new BrowserKeys(derivation);
    var access = new PageAccess(stores.logins(), keys);
    var display =
        new Display(
            ground.database(), ledger, stores.tickets(), stores.interactions(), pictures, secrets);
    var presenting =
        new Presenting(display, budget, ground.connectors(), keys, web.browsers(), web.places());
    var phone = new PhoneSteps(ledger, stores.tickets(), askers, derivation, web.places());
    var people =
        new Collecting.People(
            stores.accounts(), stores.sessions(), stores.devices(), stores.consents());
    var collecting =
        new Collecting(ground.database(), ledger, stores.tickets(), conclusion, people, secrets);
    var ownPage = new OwnPage(access, web.cookies(), web.sameOrigin(), web.peers());
    var polls = new Limiter(POLLS_A_MINUTE, Duration.ofMinutes(1), Ticker.systemTicker());
    return new SigningIn(
        List.of(
            new AuthorizeResource(
                check,
                conclusion,
                stores.interactions(),
                stores.sessions(),
                new AuthorizeResource.Browser(web.cookies(), web.peers(), keys, web.frontChannel()),
                new AuthorizeResource.Opening(
                    secrets,
                    new Limiter(
                        REQUESTS_A_PICTURE * settings.limits().picturesPerMinute(),
                        Duration.ofMinutes(1),
                        Ticker.systemTicker()))),
            new LoginResource(
                check,
                new LoginResource.Reading(access, keys),
                presenting,
                askers,
                new LoginResource.Request(web.cookies(), web.peers(), web.browsers()),
                web.frontChannel()),
            new CrossDeviceResource(
                ownPage,
                stores.logins(),
                pictures,
                presenting,
                check,
                new TypingBack(ledger, stores.tickets(), derivation),
                web.frontChannel()),
            new CompleteResource(ownPage, check, collecting, web.cookies(), web.frontChannel()),
            new ConsentResource(
                check,
                conclusion,
                stores.consents(),
                stores.sessions(),
                new ConsentResource.Guard(access, web.cookies(), web.sameOrigin()),
                web.frontChannel()),
            new MiniProgramResource(
                ground.connectors(),
                new Scanning(phone, scenes, new Guesses(Ticker.systemTicker())),
                new Confirming(phone, stores.accounts(), stores.devices()),
                web.peers())),
        new StatePoll(access, web.cookies(), web.sameOrigin(), waiters, polls),
        waiters,
        new PoolFiller(ground.connectors().all(), stores.pictures(), pictures));
  }
}
