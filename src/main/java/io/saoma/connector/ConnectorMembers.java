package io.saoma.connector;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The members of one declared connector, read by type; whatever is wrong becomes a fault. */
final class ConnectorMembers {
  private final Map<String, JsonNode> values;
  private final String connector;
  private final List<String> faults;
  private final int before;

  private ConnectorMembers(
      Map<String, JsonNode> values, String connector, List<String> faults, int before) {
    this.values = values;
    this.connector = connector;
    this.faults = faults;
    this.before = before;
  }

  /** Reads the object that {@code parser} stands at the beginning of. */
  static ConnectorMembers read(JsonParser parser, int index, List<String> faults)
      throws IOException {
    var values = new LinkedHashMap<String, JsonNode>();
    var repeated = new ArrayList<String>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      // The last of two would win silently, and a reader sees the first.
      if (values.putIfAbsent(name, parser.readValueAsTree()) != null) {
        repeated.add(name);
      }
    }
    var id = values.get("id");
    var connector =
        id != null && id.isTextual()
            ? "connector " + id.textValue()
            : "connector at index " + index;
    var members = new ConnectorMembers(values, connector, faults, faults.size());
    repeated.forEach(name -> members.fault(name, "is declared twice"));
    return members;
  }

  /** Adds a fault of {@code member}. */
  void fault(String member, String problem) {
    faults.add(connector + ": " + member + ": " + problem);
  }

  /** Whether this connector has none so far. */
  boolean faultless() {
    return faults.size() == before;
  }

  boolean has(String member) {
    return values.containsKey(member);
  }

  /** Refuses every member that is not among {@code known}: a misspelt one would be ignored. */
  void refuseUnknown(Set<String> known) {
    values.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> fault(name, "is unknown"));
  }

  /** A text that {@code pattern} matches as a whole, and that has to be there. */
  Optional<String> needed(String member, Pattern pattern, String problem) {
    if (!has(member)) {
      fault(member, "is missing");
    }
    return text(member, pattern, problem);
  }

  /** A text that {@code pattern} matches as a whole, where it is there. */
  Optional<String> text(String member, Pattern pattern, String problem) {
    var value = Optional.ofNullable(values.get(member));
    var text =
        value
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .filter(it -> pattern.matcher(it).matches());
    if (value.isPresent() && text.isEmpty()) {
      fault(member, problem);
    }
    return text;
  }

  /** A member that is true or false. */
  boolean flag(String member, boolean otherwise) {
    var value = Optional.ofNullable(values.get(member));
    if (value.isPresent() && !value.get().isBoolean()) {
      fault(member, "must be true or false");
    }
    return value.map(JsonNode::asBoolean).orElse(otherwise);
  }

  /** A member that is a whole number from 0 to {@code most}; 0 when it is absent. */
  int number(String member, int most) {
    var value = Optional.ofNullable(values.get(member));
    if (value.isPresent()
        && !(value.get().isInt()
            && value.get().intValue() >= 0
            && value.get().intValue() <= most)) {
      fault(member, "must be a whole number from 0 to " + most);
    }
    return value.map(JsonNode::intValue).orElse(0);
  }
}
