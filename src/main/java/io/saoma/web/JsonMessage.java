package io.saoma.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object that a program sent, read as strictly as it can be: a member that nobody asked for
 * is an attempt to say something that must not be said, and two of one name are two readings.
 */
public final class JsonMessage {
  /** Ours have a few hundred bytes; what is longer is not worth the memory. */
  private static final int LONGEST = 16 * 1024;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxStringLength(8_192)
                          .maxNameLength(64)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonNode object;

  private JsonMessage(JsonNode object) {
    this.object = object;
  }

  /**
   * Reads an object whose members are all among {@code members}, and never more of a body than such
   * an object has.
   *
   * @throws MalformedMessageException when it is anything else
   * @throws Trouble 413 when it is too long
   */
  public static JsonMessage parse(InputStream body, Set<String> members) {
    JsonNode node;
    try {
      node = MAPPER.readTree(Body.read(body, LONGEST).orElse(new byte[0]));
    } catch (IOException e) {
      throw new MalformedMessageException("The body is no JSON object");
    }
    if (!(node instanceof ObjectNode)) {
      throw new MalformedMessageException("The body is no JSON object");
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!members.contains(name)) {
                throw new MalformedMessageException("The body has a member that is unknown here");
              }
            });
    return new JsonMessage(node);
  }

  /** A member that must be there: a text of 1 to {@code longest} characters. */
  public String text(String member, int longest) {
    return optionalText(member, longest)
        .orElseThrow(() -> new MalformedMessageException(member + " is missing"));
  }

  /** A text of 1 to {@code longest} characters, or nothing. */
  public Optional<String> optionalText(String member, int longest) {
    var value = object.get(member);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new MalformedMessageException(member + " must be a text");
    }
    if (value.textValue().length() > longest) {
      throw new MalformedMessageException(member + " is too long");
    }
    return Optional.of(value.textValue());
  }

  /** A member that must be there: a whole number that is no text. */
  public int number(String member) {
    var value = object.get(member);
    if (value == null || !value.isInt()) {
      throw new MalformedMessageException(member + " must be a number");
    }
    return value.intValue();
  }
}
