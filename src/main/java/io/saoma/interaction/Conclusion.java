package io.saoma.interaction;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.id.Subject;
import io.saoma.account.Accounts;
import io.saoma.account.Consents;
import io.saoma.audit.Audit;
import io.saoma.audit.AuditEvent;
import io.saoma.client.Client;
import io.saoma.connector.Connectors;
import io.saoma.issuance.Authorization;
import io.saoma.issuance.AuthorizationCodes;
import io.saoma.oauth.Transactions;
import io.saoma.session.Session;
import io.saoma.session.Sessions;
import java.time.Duration;
import java.util.Optional;

/** Asks {@link Decisions} with everything that is known, and carries out what it says. */
public final class Conclusion {
  private final Transactions transactions;
  private final Interactions interactions;
  private final Known known;
  private final AuthorizationCodes codes;
  private final Sessions sessions;

  public Conclusion(
      Transactions transactions,
      Interactions interactions,
      Known known,
      AuthorizationCodes codes,
      Sessions sessions) {
    this.transactions = transactions;
    this.interactions = interactions;
    this.known = known;
    this.codes = codes;
    this.sessions = sessions;
  }

  /** What is known of people and apps, and where it is written what they do. */
  public record Known(Accounts accounts, Consents consents, Connectors connectors, Audit audit) {}

  /**
   * What comes next for a request.
   *
   * @param session who is signed in in the browser
   * @param fresh whether the sign-in was made for this request
   * @param interaction the request in flight, if it was stopped for a person before
   */
  public Decision decide(
      CheckedRequest request,
      Optional<Session> session,
      boolean fresh,
      Optional<Interaction> interaction) {
    var evidence = session.map(signedIn -> evidence(request, signedIn, fresh, interaction));
    return Decisions.decide(request, request.hint(), evidence);
  }

  private Evidence evidence(
      CheckedRequest request, Session session, boolean fresh, Optional<Interaction> interaction) {
    return new Evidence(
        session,
        served(request.client(), session),
        fresh,
        subject(request, session),
        known.consents().find(session.account(), request.client().id()),
        interaction.map(Interaction::createdAt),
        asksForAge(request) ? age(session) : Duration.ZERO);
  }

  private static boolean asksForAge(CheckedRequest request) {
    return request.request().getMaxAge() >= 0;
  }

  /** What is not found there any more, the sign-in of this very moment among it, has no age. */
  private Duration age(Session session) {
    return sessions.age(session.sid()).orElse(Duration.ZERO);
  }

  private boolean served(Client client, Session session) {
    return known
        .connectors()
        .mayServe(client.owner(), client.scan().connectors(), session.connectorId());
  }

  private Subject subject(CheckedRequest request, Session session) {
    return known.accounts().subject(session.account(), request.client().sector());
  }

  /**
   * The site's code, born in the same transaction in which its interaction ends.
   *
   * @param fresh whether the sign-in was made for this request
   * @return empty when the interaction was answered before
   */
  public Optional<AuthorizationResponse> respond(
      CheckedRequest request, Session session, boolean fresh, Optional<Interaction> interaction) {
    return transactions.inOne(
        () -> {
          if (interaction.isPresent() && !interactions.finish(interaction.get().id())) {
            return Optional.empty();
          }
          if (!known.accounts().isEnabled(session.account())) {
            return Optional.of(request.returnAddress().error(OAuth2Error.ACCESS_DENIED));
          }
          var sent = request.request();
          var authorization =
              new Authorization(
                  request.client(),
                  sent.getRedirectionURI().toString(),
                  sent.getScope(),
                  sent.getNonce(),
                  sent.getCodeChallenge(),
                  session,
                  interaction.map(Interaction::id).orElse(null));
          var code = codes.issue(authorization);
          if (!fresh) {
            known
                .audit()
                .record(
                    AuditEvent.of("session_used")
                        .client(request.client().id())
                        .account(session.account())
                        .interaction(interaction.map(Interaction::id).orElse(null)));
          }
          return Optional.of(request.returnAddress().code(code));
        });
  }

  /**
   * The site's error, ending the interaction.
   *
   * @return empty when the interaction was answered before
   */
  public Optional<AuthorizationResponse> refuse(
      CheckedRequest request, Decision.Refuse refusal, Optional<Interaction> interaction) {
    if (interaction.isPresent() && !interactions.finish(interaction.get().id())) {
      return Optional.empty();
    }
    return Optional.of(request.returnAddress().error(refusal.error()));
  }
}
