package io.saoma.issuance;

import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import io.saoma.oauth.InteractionId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where authorization codes are kept, each by its hash and beside its grant. */
public interface AuthorizationCodeStore {
  /**
   * Adds a code and its grant.
   *
   * @param refreshLifetime how long after now the grant may be refreshed
   */
  void add(StoredCode code, @Nullable InteractionId interaction, Duration refreshLifetime);

  /**
   * Spends the code: true for exactly one caller, ever, and only before it expires by the
   * database's clock.
   */
  boolean spend(String codeHash);

  /** The code, spent or not, unless its grant is revoked. */
  Optional<StoredCode> find(String codeHash);

  /**
   * A code and what it is bound to.
   *
   * @param redirectUri as the authorization request spelled it
   * @param spent whether it was redeemed, or an attempt was made
   */
  record StoredCode(
      String codeHash,
      ClientID client,
      String redirectUri,
      @Nullable CodeChallenge codeChallenge,
      Grant grant,
      boolean spent) {}
}
