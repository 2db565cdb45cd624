package io.saoma.issuance;

import com.nimbusds.oauth2.sdk.id.ClientID;
import java.time.Duration;
import java.util.Optional;

/** Where refresh tokens are kept, each by its hash. */
public interface RefreshTokenStore {
  /**
   * Adds a token of a grant.
   *
   * @param idle how long after now it may stay unused; never beyond what the grant allows
   */
  void add(String tokenHash, Grant grant, Duration idle);

  /** The token, spent and expired or not, unless its grant is revoked. */
  Optional<StoredRefreshToken> find(String tokenHash);

  /**
   * Spends the token: true for exactly one caller, ever, and only before it expires by the
   * database's clock, and only while its grant is not revoked.
   */
  boolean spend(String tokenHash);

  /**
   * Whether the token was spent no longer than {@code window} ago and its successor was not spent
   * yet, by the database's clock.
   */
  boolean mayRepeat(String tokenHash, String successorHash, Duration window);

  /**
   * A token and what it belongs to.
   *
   * @param spent whether it was used
   */
  record StoredRefreshToken(ClientID client, Grant grant, boolean spent) {}
}
