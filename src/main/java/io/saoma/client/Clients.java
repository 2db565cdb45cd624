package io.saoma.client;

import static java.util.function.Function.identity;

import com.nimbusds.oauth2.sdk.id.ClientID;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every client of this deployment. */
public final class Clients {
  private final Map<ClientID, Client> byId;
  private final Set<String> origins;

  /**
   * @param clients with different ids
   */
  public Clients(Collection<Client> clients) {
    this.byId = clients.stream().collect(Collectors.toUnmodifiableMap(Client::id, identity()));
    this.origins =
        clients.stream()
            .flatMap(client -> client.redirectUris().origins().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The client of this id. */
  public Optional<Client> find(ClientID id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All of them, in no order. */
  public Collection<Client> all() {
    return byId.values();
  }

  /** The origins whose scripts may read the answers of {@code /token} and {@code /userinfo}. */
  public Set<String> origins() {
    return origins;
  }
}
