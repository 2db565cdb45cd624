package io.saoma.client;

import com.nimbusds.oauth2.sdk.AbstractOptionallyIdentifiedRequest;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.oauth.OAuthException;
import io.saoma.web.Peer;
import java.util.Optional;

/** Finds out which client sent a request, and makes sure of it (RFC 6749 §2.3, §3.2.1). */
public final class ClientAuthenticator {
  private final Clients clients;
  private final FailedAttempts failures;

  public ClientAuthenticator(Clients clients, FailedAttempts failures) {
    this.clients = clients;
    this.failures = failures;
  }

  /**
   * The client that proved to have sent {@code request}.
   *
   * @param peer where the request came from: failures are counted for its network and the client
   *     together, so that nobody locks a client out from elsewhere
   * @throws OAuthException {@code invalid_client}, always the same, whatever was wrong; 429 after
   *     too many of them
   */
  public Client authenticate(AbstractOptionallyIdentifiedRequest request, Peer peer) {
    var presented = request.getClientAuthentication();
    var id = presented == null ? request.getClientID() : presented.getClientID();
    if (id == null) {
      throw new OAuthException(OAuth2Error.INVALID_CLIENT, "no client named");
    }
    failures.check(id, peer);
    var client = clients.find(id);
    var credential = client.map(Client::credential).orElse(ClientCredential.NOBODYS);
    // An unknown client costs the same comparison: the time does not tell which ids exist.
    boolean proven = credential.isProvenBy(presented);
    return client.filter(known -> proven).orElseThrow(() -> failed(id, client, peer));
  }

  private OAuthException failed(ClientID id, Optional<Client> client, Peer peer) {
    failures.count(id, peer);
    return new OAuthException(
        OAuth2Error.INVALID_CLIENT,
        client.isPresent() ? "wrong credential or method of " + id : "unknown client");
  }
}
