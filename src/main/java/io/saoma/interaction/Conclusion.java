package io.saoma.interaction;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.id.Subject;
import io.saoma.account.Accounts;
import io.saoma.account.Consents;
import io.saoma.issuance.Authorization;
import io.saoma.issuance.AuthorizationCodes;
import io.saoma.oauth.Transactions;
import io.saoma.session.Session;
import java.time.InstantSource;
import java.util.Optional;

/** Asks {@link Decisions} with everything that is known, and carries out what it says. */
public final class Conclusion {
  private final Transactions transactions;
  private final Interactions interactions;
  private final Accounts accounts;
  private final Consents consents;
  private final AuthorizationCodes codes;
  private final InstantSource clock;

  public Conclusion(
      Transactions transactions,
      Interactions interactions,
      Accounts accounts,
      Consents consents,
      AuthorizationCodes codes,
      InstantSource clock) {
    this.transactions = transactions;
    this.interactions = interactions;
    this.accounts = accounts;
    this.consents = consents;
    this.codes = codes;
    this.clock = clock;
  }

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
        fresh,
        subject(request, session),
        consents.find(session.account(), request.client().id()),
        interaction.map(Interaction::createdAt),
        clock.instant());
  }

  private Subject subject(CheckedRequest request, Session session) {
    return accounts.subject(session.account(), request.client().sector());
  }

  /**
   * The site's code, born in the same transaction in which its interaction ends.
   *
   * @return empty when the interaction was answered before
   */
  public Optional<AuthorizationResponse> respond(
      CheckedRequest request, Session session, Optional<Interaction> interaction) {
    return transactions.inOne(
        () -> {
          if (interaction.isPresent() && !interactions.finish(interaction.get().id())) {
            return Optional.empty();
          }
          if (!accounts.isEnabled(session.account())) {
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
          return Optional.of(request.returnAddress().code(codes.issue(authorization)));
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
