package io.saoma.interaction;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import java.time.Duration;
import java.util.Optional;

/** Says what comes next: one pure function, asked again after every step (OIDC Core §3.1.2.3). */
public final class Decisions {
  private Decisions() {}

  /**
   * The next step.
   *
   * @param hint the {@code sub} of a verified {@code id_token_hint}
   * @param evidence empty when nobody is signed in
   */
  public static Decision decide(
      CheckedRequest request, Optional<Subject> hint, Optional<Evidence> evidence) {
    var silent = request.isSilent();
    if (evidence.isEmpty()) {
      return silent ? refuse(OIDCError.LOGIN_REQUIRED) : new Decision.SignIn();
    }
    var known = evidence.get();
    if (known.fresh() && !known.served()) {
      // Declared otherwise since the scan.
      return refuse(OAuth2Error.TEMPORARILY_UNAVAILABLE);
    }
    var someoneElse = hint.filter(subject -> !subject.equals(known.subject())).isPresent();
    if (someoneElse && known.fresh()) {
      // The site named a person, and another one scanned.
      return refuse(OIDCError.LOGIN_REQUIRED);
    }
    if (!known.fresh() && (someoneElse || mustSignInAgain(request, known))) {
      return silent ? refuse(OIDCError.LOGIN_REQUIRED) : new Decision.SignIn();
    }
    if (needsConsent(request, known)) {
      return silent ? refuse(OIDCError.CONSENT_REQUIRED) : new Decision.AskConsent(known.session());
    }
    return new Decision.Respond(known.session());
  }

  private static boolean mustSignInAgain(CheckedRequest request, Evidence known) {
    var maxAge = request.request().getMaxAge();
    return !known.served()
        || prompts(request, Prompt.Type.LOGIN)
        || prompts(request, Prompt.Type.SELECT_ACCOUNT)
        || request.client().scan().alwaysScan()
        || (maxAge >= 0 && known.age().compareTo(Duration.ofSeconds(maxAge)) > 0)
        || request.weakestAcr().filter(acr -> !known.session().acr().atLeast(acr)).isPresent();
  }

  /** An unverified site is asked for every time: it may have changed hands since. */
  private static boolean needsConsent(CheckedRequest request, Evidence known) {
    if (known.fresh()) {
      return false;
    }
    var answered =
        known.askedAt().isPresent()
            && known
                .consent()
                .filter(consent -> consent.givenAt().isAfter(known.askedAt().get()))
                .isPresent();
    var askAnyway =
        prompts(request, Prompt.Type.CONSENT) || !request.client().presentation().isVerified();
    if (askAnyway && !answered) {
      return true;
    }
    return known
        .consent()
        .filter(consent -> consent.scope().containsAll(request.request().getScope()))
        .isEmpty();
  }

  private static boolean prompts(CheckedRequest request, Prompt.Type type) {
    var prompt = request.request().getPrompt();
    return prompt != null && prompt.contains(type);
  }

  private static Decision refuse(ErrorObject error) {
    return new Decision.Refuse(error);
  }
}
