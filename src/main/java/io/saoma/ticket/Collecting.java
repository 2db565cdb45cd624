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
    try {
      return transactions.inOne(() -> collectInOne(request, interaction, browser));
    } catch (GoneException gone) {
      return new Outcome.Gone();
    }
  }

  private Outcome collectInOne(
      CheckedRequest request, Interaction interaction, BrowserState browser) {
    var view = LoginView.of(tickets.of(interaction.id()));
    return switch (view.word()) {
      case CONFIRMED -> signIn(request, interaction, view.current().orElseThrow(), browser);
      case DENIED -> refuse(request, interaction, new Decision.Refuse(OAuth2Error.ACCESS_DENIED));
      case EXPIRED -> new Outcome.Gone();
      default -> new Outcome.NotYet();
    };
  }

  /** Takes everything back: the interaction was answered meanwhile, and has one answer only. */
  private static final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private Outcome signIn(
      CheckedRequest request, Interaction interaction, Ticket ticket, BrowserState browser) {
    var holder = ticket.holder().orElseThrow();
    var account = holder.account().orElseThrow();
    var known =
        browser.device().filter(device -> people.devices().isKnown(Sha256.of(device), account));
    var session =
        new Session(
            secrets.id(),
            account,
            ticket.connectorId(),
            ticket.isTypedBack() ? Acr.QR_TYPEBACK : Acr.QR_TAP,
            List.of("mca"),
            holder.confirmedAt().orElseThrow(),
            known.isEmpty());
    var decision = decide(request, interaction, session);
    if (decision instanceof Decision.Refuse refusal) {
      return ledger.take(ticket, Move.consumed(), "qr_refused")
          ? refuse(request, interaction, refusal)
          : new Outcome.Gone();
    }
    if (!ledger.take(ticket, Move.consumed(), "qr_collected")) {
      return new Outcome.Gone();
    }
    var response =
        conclusion
            .respond(request, session, true, Optional.of(interaction))
            .orElseThrow(GoneException::new);
    // A handle that this very account has not used is not taken over: somebody who knows it may
    // have planted it, to be taken for this person's browser ever after.
    var device = known.orElseGet(secrets::token);
    if (known.isEmpty()) {
      browser
          .device()
          .ifPresent(before -> people.devices().inherit(Sha256.of(device), Sha256.of(before)));
    }
    return new Outcome.SignedIn(response, enter(request, session, browser, device), device);
  }

  private Decision decide(CheckedRequest request, Interaction interaction, Session session) {
    return people.accounts().isEnabled(session.account())
        ? conclusion.decide(request, Optional.of(session), true, Optional.of(interaction))
        : new Decision.Refuse(OAuth2Error.ACCESS_DENIED);
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
                people.sessions().end(before);
              }
            });
  }

  private Outcome refuse(CheckedRequest request, Interaction interaction, Decision.Refuse refusal) {
    return new Outcome.Denied(
        conclusion
            .refuse(request, refusal, Optional.of(interaction))
            .orElseThrow(GoneException::new));
  }
}
