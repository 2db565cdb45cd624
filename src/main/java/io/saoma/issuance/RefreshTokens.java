package io.saoma.issuance;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import io.saoma.audit.AuditEvent;
import io.saoma.client.Client;
import io.saoma.issuance.RefreshTokenStore.StoredRefreshToken;
import io.saoma.oauth.Derivation;
import io.saoma.oauth.OAuthException;
import io.saoma.oauth.Secrets;
import io.saoma.oauth.Sha256;
import io.saoma.oauth.Transactions;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refresh tokens that are good for one use: each use gives the next, and a second use ends the
 * family, because one of the two users is a thief (RFC 9700 §4.14.2). The next token is derived
 * from the one presented, so that an honest client whose answer was lost gets the very same again,
 * for ten seconds, and there is never a second branch.
 */
public final class RefreshTokens {
  static final Duration IDLE = Duration.ofDays(7);
  static final Duration ABSOLUTE = Duration.ofDays(30);

  /** What offline access is worth in a browser that the account had not been seen in. */
  static final Duration NEW_BROWSER = Duration.ofHours(12);

  static final Duration REPEAT_WINDOW = Duration.ofSeconds(10);

  private static final String PURPOSE = "refresh-token";

  private final RefreshTokenStore store;
  private final Grants grants;
  private final Derivation derivation;
  private final Secrets secrets;
  private final Transactions transactions;

  public RefreshTokens(
      RefreshTokenStore store,
      Grants grants,
      Derivation derivation,
      Secrets secrets,
      Transactions transactions) {
    this.store = store;
    this.grants = grants;
    this.derivation = derivation;
    this.secrets = secrets;
    this.transactions = transactions;
  }

  /**
   * The tokens that {@code presented} is good for.
   *
   * @param scope what the client asks for, or null for all that was granted
   * @throws OAuthException {@code invalid_scope} for more than was granted, and nothing is spent;
   *     {@code invalid_grant} for a token that is no good, and its family ends if it was used
   */
  public Refreshed refresh(RefreshToken presented, Client client, @Nullable Scope scope) {
    // Inside the transaction nothing is thrown: a family that ends has to stay ended.
    var answer =
        transactions.inOne(
            () ->
                store
                    .find(Sha256.of(presented.getValue()))
                    .filter(token -> token.client().equals(client.id()))
                    .map(token -> answer(token, presented.getValue(), scope)));
    return answer
        .orElseThrow(() -> new OAuthException(OAuth2Error.INVALID_GRANT, "unknown refresh token"))
        .orThrow();
  }

  /** The first token of a grant, if its client may have one. */
  Optional<RefreshToken> start(Client client, Grant grant) {
    if (!client.mayUse(GrantType.REFRESH_TOKEN)) {
      return Optional.empty();
    }
    var token = secrets.token();
    store.add(Sha256.of(token), grant, IDLE);
    return Optional.of(new RefreshToken(token));
  }

  /** How long a grant may be refreshed, however often it is. */
  static Duration lifetime(Grant grant, boolean newBrowser) {
    return grant.isOffline() && newBrowser ? NEW_BROWSER : ABSOLUTE;
  }

  private Answer answer(StoredRefreshToken token, String presented, @Nullable Scope scope) {
    var grant = token.grant();
    if (scope != null && !grant.scope().containsAll(scope)) {
      return new Refused(new OAuthException(OAuth2Error.INVALID_SCOPE, "scope is wider"));
    }
    if (!grants.inForce(grant)) {
      grants.revoke(grant, AuditEvent.of("grant_out_of_force"));
      return refused("account or session ended");
    }
    var hash = Sha256.of(presented);
    var next = derivation.token(PURPOSE, presented);
    if (store.spend(hash)) {
      store.add(Sha256.of(next), grant, IDLE);
    } else if (!store.mayRepeat(hash, Sha256.of(next), REPEAT_WINDOW)) {
      // Nothing is found here of a token that only expired: it was not spent.
      store
          .find(hash)
          .filter(StoredRefreshToken::spent)
          .ifPresent(used -> grants.revoke(grant, AuditEvent.of("refresh_token_reused")));
      return refused("expired or used refresh token");
    }
    return new Refreshed(
        grant, scope == null ? grant.scope() : new Scope(scope), new RefreshToken(next));
  }

  private static Answer refused(String reason) {
    return new Refused(new OAuthException(OAuth2Error.INVALID_GRANT, reason));
  }

  private sealed interface Answer {
    Refreshed orThrow();
  }

  /**
   * What a refresh token stood for.
   *
   * @param scope of the new access token
   * @param next the token's successor
   */
  public record Refreshed(Grant grant, Scope scope, RefreshToken next) implements Answer {
    @Override
    public Refreshed orThrow() {
      return this;
    }
  }

  private record Refused(OAuthException reason) implements Answer {
    @Override
    public Refreshed orThrow() {
      throw reason;
    }
  }
}
