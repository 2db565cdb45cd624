package io.saoma.issuance;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.saoma.account.Accounts;
import io.saoma.client.Client;
import io.saoma.client.TestClients;
import io.saoma.connector.UpstreamIdentity;
import io.saoma.connector.UpstreamSubject;
import io.saoma.jpa.Database;
import io.saoma.jpa.JpaAccounts;
import io.saoma.jpa.JpaAudit;
import io.saoma.jpa.JpaAuthorizationCodes;
import io.saoma.jpa.JpaGrants;
import io.saoma.jpa.JpaRefreshTokens;
import io.saoma.jpa.JpaSessions;
import io.saoma.jpa.JpaSigningKeys;
import io.saoma.key.SigningKeys;
import io.saoma.oauth.Acr;
import io.saoma.oauth.Derivation;
import io.saoma.oauth.Sealer;
import io.saoma.oauth.Secrets;
import io.saoma.session.Session;
import io.saoma.session.Sessions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The issuing services of one node, wired by hand over a real database, and people to sign in. */
public final class TestProvider {
  public static final Issuer ISSUER = new Issuer("https://login.example");
  public static final CodeVerifier VERIFIER =
      new CodeVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

  /** An hour ago, in whole seconds. */
  public static final Instant TAPPED = Instant.ofEpochSecond(1_790_000_000);

  private static final byte[] KEY = new byte[32];

  public final Sealer sealer;
  public final Accounts accounts;
  public final Sessions sessions;
  public final SigningKeys keys;
  public final Grants grants;
  public final RefreshTokens refreshTokens;
  public final AuthorizationCodes codes;
  public final TokenIssuer tokenIssuer;
  public final AccessTokens accessTokens;

  /** Which upstream apps count, for every client. */
  public final Set<String> connectors = new HashSet<>(Set.of("mp"));

  private final Secrets secrets = new Secrets();

  public TestProvider(Database database, InstantSource clock) {
    this.sealer = new Sealer(KEY, secrets);
    this.accounts = new JpaAccounts(database, new JpaAudit(database), secrets);
    this.sessions = new JpaSessions(database, new JpaAudit(database));
    this.keys = SigningKeys.load(new JpaSigningKeys(database), sealer);
    this.grants =
        new Grants(
            new JpaGrants(database),
            accounts,
            sessions,
            new JpaAudit(database),
            grant -> connectors.contains(grant.signIn().connectorId()));
    this.refreshTokens =
        new RefreshTokens(
            new JpaRefreshTokens(database), grants, new Derivation(KEY), secrets, database);
    this.codes =
        new AuthorizationCodes(
            new JpaAuthorizationCodes(database),
            grants,
            refreshTokens,
            accounts,
            secrets,
            database);
    this.tokenIssuer = new TokenIssuer(ISSUER, keys, secrets, clock);
    this.accessTokens = new AccessTokens(ISSUER, keys, grants, clock);
  }

  /** A new browser session of the person whose openid is {@code person}. */
  public Session signIn(String person) {
    return signIn(person, false);
  }

  /** As {@link #signIn(String)}, in a browser that may be new to the account. */
  public Session signIn(String person, boolean newBrowser) {
    var account =
        accounts.resolve(
            new UpstreamIdentity(new UpstreamSubject("test:openid", person), Optional.empty()));
    var session =
        new Session(secrets.id(), account, "mp", Acr.QR_TAP, List.of("mca"), TAPPED, newBrowser);
    sessions.start(secrets.token(), session);
    return session;
  }

  /** What a person who said yes to everything makes of a request with a code challenge. */
  public Authorization authorization(Client client, Session session, String scope) {
    return authorization(client, session, scope, challenge());
  }

  /** As {@link #authorization(Client, Session, String)}, with the given challenge or none. */
  public Authorization authorization(
      Client client, Session session, String scope, @Nullable CodeChallenge challenge) {
    return new Authorization(
        client,
        TestClients.redirectUri(client),
        Scope.parse(scope),
        new Nonce("n-0S6_WzA2Mj"),
        challenge,
        session,
        null);
  }

  /** A code for {@code scope} of a new session. */
  public AuthorizationCode code(Client client, String scope) {
    return codes.issue(authorization(client, signIn(secrets.id()), scope));
  }

  /** Redeems {@code code} as its client should. */
  public AuthorizationCodes.Redeemed redeem(AuthorizationCode code, Client client) {
    return codes.redeem(code, client, TestClients.redirectUri(client), VERIFIER);
  }

  public static CodeChallenge challenge() {
    return CodeChallenge.compute(CodeChallengeMethod.S256, VERIFIER);
  }
}
