package io.saoma.sandbox.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of a request's JSON object, each asked for by name and type. */
public final class Members {
  private final JsonNode object;

  private Members(JsonNode object) {
    this.object = object;
  }

  /**
   * Reads a body that is one JSON object with no members but these.
   *
   * @throws Refusal 400 that says what is wrong, naming the member
   */
  public static Members of(byte[] body, String... known) {
    JsonNode object;
    try {
      object = Json.read(body);
    } catch (JsonProcessingException e) {
      throw Refusal.invalid("the body is not JSON: " + e.getOriginalMessage());
    }
    if (!object.isObject()) {
      throw Refusal.invalid("the body must be one JSON object");
    }
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!List.of(known).contains(name)) {
                throw Refusal.invalid(
                    "unknown member \"" + name + "\"; known: " + String.join(", ", known));
              }
              if (object.get(name).isNull()) {
                throw Refusal.invalid("member \"" + name + "\" must not be null");
              }
            });
    return new Members(object);
  }

  public boolean has(String name) {
    return object.has(name);
  }

  public String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> Refusal.invalid("member \"" + name + "\" is missing"));
  }

  public Optional<String> optionalText(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode value = object.get(name);
    if (!value.isTextual()) {
      throw Refusal.invalid("member \"" + name + "\" must be a string");
    }
    return Optional.of(value.textValue());
  }

  /** An object whose members are all strings. */
  public Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    object
        .path(name)
        .properties()
        .forEach(
            member -> {
              if (!member.getValue().isTextual()) {
                throw Refusal.invalid("the members of \"" + name + "\" must be strings");
              }
              texts.put(member.getKey(), member.getValue().textValue());
            });
    return texts;
  }

  public boolean flag(String name, boolean whenMissing) {
    if (!has(name)) {
      return whenMissing;
    }
    JsonNode value = object.get(name);
    if (!value.isBoolean()) {
      throw Refusal.invalid("member \"" + name + "\" must be true or false");
    }
    return value.booleanValue();
  }

  public long number(String name, long min, long max) {
    if (!has(name)) {
      throw Refusal.invalid("member \"" + name + "\" is missing");
    }
    JsonNode value = object.get(name);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < min
        || value.longValue() > max) {
      throw Refusal.invalid(
          "member \"" + name + "\" must be a whole number from " + min + " to " + max);
    }
    return value.longValue();
  }

  public long number(String name, long min, long max, long whenMissing) {
    return has(name) ? number(name, min, max) : whenMissing;
  }
}
