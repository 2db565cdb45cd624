package io.saoma.interaction;

import com.nimbusds.oauth2.sdk.ErrorObject;
import io.saoma.session.Session;

/** What comes next in an authorization request. */
public sealed interface Decision {
  /** The person has to sign in, whoever is signed in now. */
  record SignIn() implements Decision {}

  /** The signed-in person has to say what this site may learn. */
  record AskConsent(Session session) implements Decision {}

  /** The site gets its code. */
  record Respond(Session session) implements Decision {}

  /** The site gets an error. */
  record Refuse(ErrorObject error) implements Decision {}
}
