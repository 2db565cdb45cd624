package io.saoma.app;

import io.saoma.client.Client;
import io.saoma.client.ClientFile;
import io.saoma.config.InvalidSettingsException;
import io.saoma.config.Settings;
import io.saoma.connector.ConnectorFactory;
import io.saoma.connector.ConnectorFile;
import io.saoma.connector.ConnectorSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the operator's two files declare, checked as a whole: a client that nobody could sign in to
 * is a fault at start, not a surprise at the first login.
 */
record Declared(List<Client> clients, List<ConnectorSettings> connectors) {

  static Declared read(Settings settings, Map<String, ConnectorFactory> factories) {
    var faults = new ArrayList<String>();
    var connectors =
        settings
            .connectors()
            .map(file -> ConnectorFile.read(file, factories.keySet(), settings.development()))
            .orElseGet(() -> new ConnectorFile(List.of(), List.of()));
    connectors.faults().forEach(fault -> faults.add("saoma.connectors: " + fault));
    var clients =
        settings
            .clients()
            .map(file -> ClientFile.read(file, settings.development()))
            .orElseGet(() -> new ClientFile(List.of(), List.of()));
    clients.faults().forEach(fault -> faults.add("saoma.clients: " + fault));
    if (connectors.faults().isEmpty()) {
      clients.clients().forEach(client -> checkConnectors(client, connectors.connectors(), faults));
    }
    if (!faults.isEmpty()) {
      throw new InvalidSettingsException(faults);
    }
    return new Declared(clients.clients(), connectors.connectors());
  }

  private static void checkConnectors(
      Client client, List<ConnectorSettings> connectors, List<String> faults) {
    var owned =
        connectors.stream()
            .filter(connector -> connector.owner().equals(client.owner()))
            .map(ConnectorSettings::id)
            .collect(Collectors.toSet());
    var where = "saoma.clients: client " + client.id() + ": ";
    if (owned.isEmpty()) {
      faults.add(where + "no connector belongs to its owner, so nobody could sign in");
    }
    client.scan().connectors().stream()
        .filter(id -> !owned.contains(id))
        .forEach(id -> faults.add(where + "saoma_connectors: " + id + " is none of its owner's"));
  }
}
