package io.saoma.client;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import io.saoma.oauth.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * How a client proves who it is: by the one method it registered, no other.
 *
 * @param method {@code client_secret_basic}, {@code client_secret_post} or {@code none}
 * @param secretHash SHA-256 of the secret; null for {@code none}. One round is enough, because a
 *     secret is long and random and never a person's choice.
 */
public record ClientCredential(ClientAuthenticationMethod method, @Nullable String secretHash) {
  /** What an unknown client is compared with, so that it takes the time of a known one. */
  static final ClientCredential NOBODYS =
      new ClientCredential(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, Sha256.of(""));

  public ClientCredential {
    if (method.equals(ClientAuthenticationMethod.NONE) != (secretHash == null)) {
      throw new IllegalArgumentException("a secret, unless the method is none");
    }
  }

  /** Whether the client is public: it cannot keep a secret. */
  public boolean isPublic() {
    return method.equals(ClientAuthenticationMethod.NONE);
  }

  /** Whether {@code presented} is this credential; null is what a public client presents. */
  public boolean isProvenBy(@Nullable ClientAuthentication presented) {
    if (secretHash == null || presented == null) {
      return secretHash == null && presented == null;
    }
    // The digests are compared whole in any case: the time tells nothing of the secret.
    return presented instanceof PlainClientSecret secret
        && Sha256.sameText(Sha256.of(secret.getClientSecret().getValue()), secretHash)
        && presented.getMethod().equals(method);
  }

  @Override
  public String toString() {
    return method.getValue();
  }
}
