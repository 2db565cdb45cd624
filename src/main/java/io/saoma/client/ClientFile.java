package io.saoma.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The JSON array that {@code saoma.clients} names: an object for each client, with RFC 7591's
 * members and Saoma's own, which begin with {@code saoma_}. It counts only as a whole: with one
 * fault in it, the server does not start and says all of them.
 *
 * @param clients what was declared; those without a fault, when there are any
 * @param faults everything that is wrong, with the client and the member, and never a secret
 */
public record ClientFile(List<Client> clients, List<String> faults) {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  // The last of two would win silently, and a reader sees the first.
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public ClientFile {
    clients = List.copyOf(clients);
    faults = List.copyOf(faults);
  }

  /**
   * Reads {@code file}; files it names are relative to its directory.
   *
   * @param development whether plain http redirect URIs and sample secrets are accepted
   */
  public static ClientFile read(Path file, boolean development) {
    var faults = new ArrayList<String>();
    var clients = new ArrayList<Client>();
    var ids = new HashSet<ClientID>();
    int index = 0;
    for (var declared : array(file, faults)) {
      var client =
          client(declared, index++, new ClientEntry.Surroundings(file, development), faults);
      if (client.isPresent() && !ids.add(client.get().id())) {
        faults.add("client " + client.get().id() + ": client_id: is declared twice");
      }
      client.ifPresent(clients::add);
    }
    return new ClientFile(clients, faults);
  }

  private static Optional<Client> client(
      JsonNode declared, int index, ClientEntry.Surroundings surroundings, List<String> faults) {
    if (!(declared instanceof ObjectNode members)) {
      faults.add("client at index " + index + ": is no JSON object");
      return Optional.empty();
    }
    return new ClientEntry(new Members(members, index, faults), surroundings).client();
  }

  private static Iterable<JsonNode> array(Path file, List<String> faults) {
    try {
      if (JSON.readTree(Files.readString(file)) instanceof ArrayNode array) {
        return array;
      }
      faults.add("is no JSON array");
    } catch (JacksonException e) {
      // Only the place: the parser's message quotes the file, and there are secrets in it.
      var place = e.getLocation();
      faults.add("is no JSON: line " + place.getLineNr() + ", column " + place.getColumnNr());
    } catch (IOException e) {
      faults.add("cannot be read: " + e.getClass().getSimpleName());
    }
    return List.of();
  }
}
