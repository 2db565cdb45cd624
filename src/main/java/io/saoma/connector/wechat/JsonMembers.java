package io.saoma.connector.wechat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of one JSON object that were asked for, each of the one type it may have. Members
 * nobody asked for (a {@code session_key}) are skipped where they stand and never become a value.
 */
final class JsonMembers {
  private static final int DEPTH = 8;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // A hostile upstream shall not fill tables that outlive its answer.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
          .build();

  private final Map<String, String> texts;
  private final Map<String, Integer> integers;

  private JsonMembers(Map<String, String> texts, Map<String, Integer> integers) {
    this.texts = texts;
    this.integers = integers;
  }

  /**
   * Reads {@code body}; empty unless it is exactly one JSON object, without a member twice or
   * nesting beyond 8, in which the asked members have their type: null is no text, and {@code "1"}
   * no number.
   */
  static Optional<JsonMembers> parse(byte[] body, Set<String> texts, Set<String> integers) {
    try (var parser = JSON.createParser(body)) {
      return read(parser, texts, integers);
    } catch (IOException e) {
      // Its message quotes the body, which may hold a token or an openid: it goes nowhere.
      return Optional.empty();
    }
  }

  private static Optional<JsonMembers> read(
      JsonParser parser, Set<String> texts, Set<String> integers) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    var members = new JsonMembers(new HashMap<>(), new HashMap<>());
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      var type = parser.nextToken();
      if (texts.contains(name)) {
        if (type != JsonToken.VALUE_STRING) {
          return Optional.empty();
        }
        members.texts.put(name, parser.getText());
      } else if (integers.contains(name)) {
        if (type != JsonToken.VALUE_NUMBER_INT) {
          return Optional.empty();
        }
        members.integers.put(name, parser.getIntValue());
      } else {
        parser.skipChildren();
      }
    }
    return parser.nextToken() == null ? Optional.of(members) : Optional.empty();
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** Whether at least one of the texts {@code names} is there. */
  boolean hasAny(Set<String> names) {
    return names.stream().anyMatch(texts::containsKey);
  }

  Optional<Integer> integer(String name) {
    return Optional.ofNullable(integers.get(name));
  }
}
