package io.saoma.interaction;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Subject;
import java.util.Optional;

/** Reads ID tokens that come back as hints (OIDC Core §3.1.2.1). */
@FunctionalInterface
public interface IdTokenHints {
  /** The subject of an ID token that this issuer signed for {@code client}, expired or not. */
  Optional<Subject> subject(JWT token, ClientID client);
}
