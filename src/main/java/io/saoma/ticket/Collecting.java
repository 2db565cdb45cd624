package io.saoma.ticket;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import io.saoma.account.AccountId;
import io.saoma.account.Accounts;
import io.saoma.account.Consents;
import io.saoma.account.Devices;
import io.saoma.interaction.CheckedRequest;
import io.saoma.interaction.Conclusion;
import io.saoma.interaction.Decision;
import io.saoma.interaction.Interaction;
import io.saoma.oauth.Acr;
import io.saoma.oauth.Secrets;
import io.saoma.oauth.Sha256;
import io.saoma.oauth.Transactions;
import io.saoma.session.Session;
import io.saoma.session.Sessions;
import java.util.List;
import java.util.Optional;

/**
 * The last step of the browser: a confirmed login becomes a session and a code, or a refused one an
 * error, all in one transaction. Before it nothing that could be stolen exists.
 */
public final class Collecting {
  private final Transactions transactions;
  private final Ledger ledger;
  private final Tickets tickets;
  private final Conclusion conclusion;
  private final People people;
  private final Secrets secrets;

  public Collecting(
      Transactions transactions,
      Ledger ledger,
      Tickets tickets,
      Conclusion conclusion,
      People people,
      Secrets secrets) {
    this.transactions = transactions;
    this.ledger = ledger;
    this.tickets = tickets;
    this.conclusion = conclusion;
    this.people = people;
    this.secrets = secrets;
  }

  /** Whatever is kept of people and their browsers. */
  public record People(Accounts accounts, Sessions sessions, Devices devices, Consents consents) {}

  /**
   * The cookies the browser sent beside the one that binds it.
   *
   * @param session its session's handle
   * @param device its device's handle
   */
  public record BrowserState(Optional<String> session, Optional<String> device) {}

  /** What came of collecting. */
  public sealed interface Outcome {
    /** The site's answer, and the cookies that go with it. */
    record SignedIn(AuthorizationResponse response, String session, String device)
        implements Outcome {}

    /** The person, the digits or the operator said no. */
    record Denied(AuthorizationResponse response) implements Outcome {}

    /** Collected before, or too late. */
    record Gone() implements Outcome {}

    /** Nobody has confirmed yet. */
    record NotYet() implements Outcome {}
  }

  /** Collects for the browser that the interaction is bound to. */
  public Outcome collect(CheckedRequest request, Interaction interaction, BrowserState browser) {
    return transactions.inOne(
        () -> {
          var view = LoginView.of(tickets.of(interaction.id()));
          return switch (view.word()) {
            case CONFIRMED -> signIn(request, interaction, view.current().orElseThrow(), browser);
            case DENIED -> deny(request, interaction);
            case EXPIRED -> new Outcome.Gone();
            default -> new Outcome.NotYet();
          };
        });
  }

  private Outcome signIn(
      CheckedRequest request, Interaction interaction, Ticket ticket, BrowserState browser) {
    if (!ledger.take(ticket, Move.consumed(), "qr_collected")) {
      return new Outcome.Gone();
    }
    var holder = ticket.holder().orElseThrow();
    var account = holder.account().orElseThrow();
    if (!people.accounts().isEnabled(account)) {
      return deny(request, interaction);
    }
    var device = browser.device().orElseGet(secrets::token);
    var known = people.devices().isKnown(Sha256.of(device), account);
    var session =
        new Session(
            secrets.id(),
            account,
            ticket.isTypedBack() ? Acr.QR_TYPEBACK : Acr.QR_TAP,
            List.of("mca"),
            holder.confirmedAt().orElseThrow(),
            !known);
    var decision = conclusion.decide(request, Optional.of(session), true, Optional.of(interaction));
    if (decision instanceof Decision.Refuse refusal) {
      return conclusion
          .refuse(request, refusal, Optional.of(interaction))
          .<Outcome>map(Outcome.Denied::new)
          .orElseGet(Outcome.Gone::new);
    }
    // Only with an answer in hand: a login that comes too late leaves the browser as it was.
    return conclusion
        .respond(request, session, Optional.of(interaction))
        .<Outcome>map(
            response ->
                new Outcome.SignedIn(response, enter(request, session, browser, device), device))
        .orElseGet(Outcome.Gone::new);
  }

  /** Makes the browser the person's; returns the cookie of its new session. */
  private String enter(
      CheckedRequest request, Session session, BrowserState browser, String device) {
    leaveBefore(browser, session.account());
    var cookie = secrets.token();
    people.sessions().start(cookie, session);
    people.devices().bind(Sha256.of(device), session.account());
    people.consents().give(session.account(), request.client().id(), request.request().getScope());
    return cookie;
  }

  /** Another person's session ends; the same person's goes on without its old cookie. */
  private void leaveBefore(BrowserState browser, AccountId account) {
    browser
        .session()
        .flatMap(people.sessions()::find)
        .ifPresent(
            before -> {
              if (before.account().equals(account)) {
                people.sessions().detach(before.sid());
              } else {
                people.sessions().end(before.sid());
              }
            });
  }

  private Outcome deny(CheckedRequest request, Interaction interaction) {
    return conclusion
        .refuse(request, new Decision.Refuse(OAuth2Error.ACCESS_DENIED), Optional.of(interaction))
        .<Outcome>map(Outcome.Denied::new)
        .orElseGet(Outcome.Gone::new);
  }
}
