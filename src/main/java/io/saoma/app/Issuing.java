package io.saoma.app;

import io.saoma.client.ClientAuthenticator;
import io.saoma.client.Clients;
import io.saoma.client.FailedAttempts;
import io.saoma.config.Settings;
import io.saoma.connector.Connectors;
import io.saoma.discovery.DiscoveryEndpoint;
import io.saoma.discovery.JwksEndpoint;
import io.saoma.issuance.AccessTokens;
import io.saoma.issuance.AuthorizationCodes;
import io.saoma.issuance.Grant;
import io.saoma.issuance.Grants;
import io.saoma.issuance.RefreshTokens;
import io.saoma.issuance.TokenIssuer;
import io.saoma.jpa.Database;
import io.saoma.key.SigningKeys;
import io.saoma.oauth.Derivation;
import io.saoma.oauth.Sealer;
import io.saoma.oauth.Secrets;
import io.saoma.token.TokenEndpoint;
import io.saoma.userinfo.UserInfoEndpoint;
import io.saoma.web.Peers;
import java.time.InstantSource;
import java.util.List;

/** The provider's half: keys, codes, tokens, and the endpoints that programs call. */
record Issuing(SigningKeys keys, AuthorizationCodes codes, List<Object> endpoints) {

  static Issuing of(
      Settings settings,
      Clients clients,
      Connectors connectors,
      Database database,
      Stores stores,
      InstantSource clock) {
    var secrets = new Secrets();
    var issuer = settings.issuer();
    var keys =
        SigningKeys.load(stores.signingKeys(), new Sealer(settings.sealingKey().bytes(), secrets));
    var grants =
        new Grants(
            stores.grants(),
            stores.accounts(),
            stores.sessions(),
            stores.audit(),
            grant -> isServed(grant, clients, connectors));
    var refreshTokens =
        new RefreshTokens(stores.refreshTokens(), grants, derivation(settings), secrets, database);
    var codes =
        new AuthorizationCodes(
            stores.codes(), grants, refreshTokens, stores.accounts(), secrets, database);
    var tokens = new TokenIssuer(issuer, keys, secrets, clock);
    var authenticator = new ClientAuthenticator(clients, new FailedAttempts(clock));
    var peers = new Peers(settings.trustedProxies());
    return new Issuing(
        keys,
        codes,
        List.of(
            new DiscoveryEndpoint(issuer),
            new JwksEndpoint(keys),
            new TokenEndpoint(issuer, authenticator, peers, codes, refreshTokens, tokens),
            new UserInfoEndpoint(new AccessTokens(issuer, keys, grants, clock))));
  }

  private static boolean isServed(Grant grant, Clients clients, Connectors connectors) {
    return clients
        .find(grant.client())
        .filter(
            client ->
                connectors.mayServe(
                    client.owner(), client.scan().connectors(), grant.signIn().connectorId()))
        .isPresent();
  }

  /** A key of its own for derived values, so that no ciphertext helps against them. */
  static Derivation derivation(Settings settings) {
    return new Derivation(new Derivation(settings.sealingKey().bytes()).bytes("derivation"));
  }
}
