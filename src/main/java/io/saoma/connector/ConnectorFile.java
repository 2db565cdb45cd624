package io.saoma.connector;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The JSON array that {@code saoma.connectors} names, an object for each connector. It counts only
 * as a whole: with one fault in it, the server does not start and says all of them.
 *
 * @param connectors what was declared; those without a fault, when there are any
 * @param faults everything that is wrong, with the connector and the member, and never a secret
 */
public record ConnectorFile(List<ConnectorSettings> connectors, List<String> faults) {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build())
                  .build())
          .build();

  public ConnectorFile {
    connectors = List.copyOf(connectors);
    faults = List.copyOf(faults);
  }

  /**
   * Reads {@code file}; files it names are relative to its directory.
   *
   * @param kinds those that a {@link ConnectorFactory} serves
   * @param development whether http upstreams, sandbox appids and sample secrets are accepted
   */
  public static ConnectorFile read(Path file, Set<String> kinds, boolean development) {
    var connectors = new ArrayList<ConnectorSettings>();
    var faults = new ArrayList<String>();
    var surroundings =
        new ConnectorEntry.Surroundings(file, Set.copyOf(kinds), development, new HashSet<>());
    try (var parser = JSON.createParser(Files.readString(file))) {
      read(parser, surroundings, connectors, faults);
    } catch (JacksonException e) {
      // Only the place: the parser's message quotes the file, and there are secrets in it.
      var place = e.getLocation();
      faults.add("is no JSON: line " + place.getLineNr() + ", column " + place.getColumnNr());
    } catch (IOException e) {
      faults.add("cannot be read: " + e.getClass().getSimpleName());
    }
    return new ConnectorFile(connectors, faults);
  }

  private static void read(
      JsonParser parser,
      ConnectorEntry.Surroundings surroundings,
      List<ConnectorSettings> connectors,
      List<String> faults)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      faults.add("is no JSON array");
      return;
    }
    for (var index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        var members = ConnectorMembers.read(parser, index, faults);
        new ConnectorEntry(members, surroundings).settings().ifPresent(connectors::add);
      } else {
        faults.add("connector at index " + index + ": is no JSON object");
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      faults.add("holds more than one JSON array");
    }
  }
}
