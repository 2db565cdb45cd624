package io.saoma.interaction;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import io.saoma.oauth.InteractionId;
import io.saoma.web.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An authorization request that waits for a person, as it was read.
 *
 * @param browserHash hash of the only browser cookie it answers to; none between a POST and the GET
 *     that follows it
 * @param request the validated request as a query string
 * @param version raised by every change of it or of any of its tickets
 * @param pictures how many it has shown
 * @param remaining until it expires, by the database's clock
 * @param finished whether an answer has gone to the site
 */
public record Interaction(
    InteractionId id,
    Optional<String> browserHash,
    ClientID client,
    String request,
    Language language,
    long version,
    int pictures,
    Instant createdAt,
    Duration remaining,
    boolean finished) {

  /** The request as it was validated before it was kept. */
  public AuthenticationRequest authenticationRequest() {
    try {
      return AuthenticationRequest.parse(request);
    } catch (ParseException e) {
      throw new IllegalStateException("a kept request was valid once", e);
    }
  }

  /** Whether nothing has happened in it yet: it has had no picture and no typed code. */
  public boolean isFresh() {
    return version == 1;
  }

  /** Whether a person may still act in it. */
  public boolean isOpen() {
    return !finished && !remaining.isNegative() && !remaining.isZero();
  }
}
