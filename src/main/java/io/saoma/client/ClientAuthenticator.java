package io.saoma.client;

import com.nimbusds.oauth2.sdk.AbstractOptionallyIdentifiedRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import io.saoma.oauth.OAuthException;
import io.saoma.web.Peer;
import java.util.Optional;

/** Finds out which client sent a request, and makes sure of it (RFC 6749 §2.3, §3.2.1). */
public final class ClientAuthenticator {
  private static final ErrorObject SLOW_DOWN =
      new ErrorObject("slow_down", "Too many failed client authentications", 429);

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
    var client = clients.find(id);
    var credential = client.map(Client::credential).orElse(ClientCredential.NOBODYS);
    // An unknown client costs the same comparison: the time does not tell which ids exist.
    boolean proven = credential.isProvenBy(presented);
    return client.filter(known -> proven).orElseThrow(() -> failed(client, peer));
  }

  private OAuthException failed(Optional<Client> client, Peer peer) {
    if (failures.count(client, peer)) {
      return new OAuthException(SLOW_DOWN, "too many failures of one client and network");
    }
    return new OAuthException(
        OAuth2Error.INVALID_CLIENT,
        client
            .map(known -> "wrong credential or method of " + known.id())
            .orElse("unknown client"));
  }
}
