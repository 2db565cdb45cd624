package io.saoma.connector;

import java.util.List;
import java.util.Optional;

/** The connectors of this deployment, in the order they were declared. */
public final class Connectors {
  private final List<CredentialConnector> connectors;

  public Connectors(List<CredentialConnector> connectors) {
    this.connectors = List.copyOf(connectors);
  }

  /** All of them. */
  public List<CredentialConnector> all() {
    return connectors;
  }

  /** The connector of this id. */
  public Optional<CredentialConnector> find(String id) {
    return connectors.stream()
        .filter(connector -> connector.settings().id().equals(id))
        .findFirst();
  }

  /** The connector of an upstream app. */
  public Optional<CredentialConnector> ofApp(String appId) {
    return connectors.stream()
        .filter(connector -> connector.settings().appId().equals(appId))
        .findFirst();
  }

  /** Whether {@link #of} has the connector of this id. */
  public boolean mayServe(String owner, List<String> ids, String connectorId) {
    return of(owner, ids).stream()
        .anyMatch(connector -> connector.settings().id().equals(connectorId));
  }

  /**
   * Those that may sign in to a client: its owner's alone, because whoever receives an app's
   * credentials can sign in as its users.
   *
   * @param ids which of them, in this order; empty for all
   */
  public List<CredentialConnector> of(String owner, List<String> ids) {
    var owned =
        connectors.stream()
            .filter(connector -> connector.settings().owner().equals(owner))
            .toList();
    if (ids.isEmpty()) {
      return owned;
    }
    return ids.stream()
        .flatMap(id -> owned.stream().filter(connector -> connector.settings().id().equals(id)))
        .toList();
  }
}
