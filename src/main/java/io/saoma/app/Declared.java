package io.saoma.app;

import io.saoma.client.Client;
import io.saoma.client.ClientFile;
import io.saoma.config.Settings;
import io.saoma.connector.ConnectorFactory;
import io.saoma.connector.ConnectorFile;
import io.saoma.connector.ConnectorSettings;
import io.saoma.web.Places;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the operator's files hold, checked as a whole: a client that nobody could sign in to is a
 * fault at start, not a surprise at the first login.
 *
 * @param faults each with the key of the setting that names the file
 */
record Declared(
    List<Client> clients, List<ConnectorSettings> connectors, Places places, List<String> faults) {
  private static final Logger LOG = System.getLogger(Declared.class.getName());

  static Declared read(Settings.Files files, Map<String, ConnectorFactory> factories) {
    var faults = new ArrayList<String>();
    var connectors =
        files
            .connectors()
            .map(file -> ConnectorFile.read(file, factories.keySet(), files.development()))
            .orElseGet(() -> new ConnectorFile(List.of(), List.of()));
    connectors.faults().forEach(fault -> faults.add("saoma.connectors: " + fault));
    var clients =
        files
            .clients()
            .map(file -> ClientFile.read(file, files.development()))
            .orElseGet(() -> new ClientFile(List.of(), List.of()));
    clients.faults().forEach(fault -> faults.add("saoma.clients: " + fault));
    if (connectors.faults().isEmpty()) {
      clients.clients().forEach(client -> checkConnectors(client, connectors.connectors(), faults));
    }
    return new Declared(clients.clients(), connectors.connectors(), places(files, faults), faults);
  }

  private static Places places(Settings.Files files, List<String> faults) {
    if (files.places().isEmpty() && !files.development()) {
      LOG.log(
          Level.WARNING,
          "Without saoma.place-files nobody is warned of a login that comes from another place");
    }
    return Places.of(files.places(), fault -> faults.add("saoma.place-files: " + fault));
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
