package io.saoma.issuance;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import io.saoma.account.Accounts;
import io.saoma.audit.AuditEvent;
import io.saoma.client.Client;
import io.saoma.issuance.AuthorizationCodeStore.StoredCode;
import io.saoma.oauth.OAuthException;
import io.saoma.oauth.Secrets;
import io.saoma.oauth.Sha256;
import io.saoma.oauth.Transactions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issues authorization codes, and takes each back once (RFC 6749 §4.1.2, §4.1.3). */
public final class AuthorizationCodes {
  private final AuthorizationCodeStore store;
  private final Grants grants;
  private final RefreshTokens refreshTokens;
  private final Accounts accounts;
  private final Secrets secrets;
  private final Transactions transactions;

  public AuthorizationCodes(
      AuthorizationCodeStore store,
      Grants grants,
      RefreshTokens refreshTokens,
      Accounts accounts,
      Secrets secrets,
      Transactions transactions) {
    this.store = store;
    this.grants = grants;
    this.refreshTokens = refreshTokens;
    this.accounts = accounts;
    this.secrets = secrets;
    this.transactions = transactions;
  }

  /**
   * A code for {@code authorization}, good for 60 seconds; part of the transaction of this thread,
   * if there is one.
   *
   * @throws RuntimeException when its interaction had a code before
   */
  public AuthorizationCode issue(Authorization authorization) {
    var code = new AuthorizationCode(secrets.token());
    var client = authorization.client();
    transactions.inOne(
        () -> {
          var signIn = SignIn.of(authorization.session());
          var grant =
              new Grant(
                  secrets.id(),
                  client.id(),
                  accounts.subject(signIn.account(), client.sector()),
                  authorization.scope(),
                  signIn,
                  authorization.nonce());
          store.add(
              new StoredCode(
                  Sha256.of(code.getValue()),
                  client.id(),
                  authorization.redirectUri(),
                  authorization.codeChallenge(),
                  grant,
                  false),
              authorization.interaction(),
              RefreshTokens.lifetime(grant, authorization.session().newBrowser()));
          return grant;
        });
    return code;
  }

  /**
   * Takes the code back for what it stands for.
   *
   * @param redirectUri as the token request spells it
   * @throws OAuthException {@code invalid_grant}, whatever was wrong. The code is spent all the
   *     same: whoever could send it here has it, and must not have a second try at the rest. If it
   *     was spent before, its grant ends with all tokens (RFC 6749 §4.1.2).
   */
  public Redeemed redeem(
      AuthorizationCode code, Client client, String redirectUri, @Nullable CodeVerifier verifier) {
    // Inside the transaction nothing is thrown: what a wrong attempt spends has to be committed.
    return transactions
        .inOne(() -> redeemInOne(Sha256.of(code.getValue()), client, redirectUri, verifier))
        .orElseThrow(() -> new OAuthException(OAuth2Error.INVALID_GRANT, "code refused"));
  }

  private Optional<Redeemed> redeemInOne(
      String hash, Client client, String redirectUri, @Nullable CodeVerifier verifier) {
    boolean first = store.spend(hash);
    var found = store.find(hash);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var code = found.get();
    if (first
        && code.client().equals(client.id())
        && Sha256.sameText(code.redirectUri(), redirectUri)
        && matches(code.codeChallenge(), verifier)
        && (code.codeChallenge() != null || !client.requiresPkce())
        && grants.inForce(code.grant())) {
      return Optional.of(new Redeemed(code.grant(), refreshTokens.start(client, code.grant())));
    }
    if (code.spent()) {
      // The first time it came with something wrong; a second time somebody else has it too.
      grants.revoke(
          code.grant(), first ? AuditEvent.of("code_misused") : AuditEvent.of("code_reused"));
    }
    return Optional.empty();
  }

  /** All four cells: a verifier without a challenge is a downgrade (RFC 9700 §4.8.2). */
  private static boolean matches(
      @Nullable CodeChallenge challenge, @Nullable CodeVerifier verifier) {
    if (challenge == null || verifier == null) {
      return challenge == null && verifier == null;
    }
    return Sha256.sameText(
        CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue(), challenge.getValue());
  }

  /** What a code stood for. */
  public record Redeemed(Grant grant, Optional<RefreshToken> refreshToken) {}
}
