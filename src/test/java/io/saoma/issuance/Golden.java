package io.saoma.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Wire shapes as files under {@code golden}: a change of one shows in its diff. */
public final class Golden {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Golden() {}

  /** Asserts that {@code json} is what the file {@code name} holds, in any order of members. */
  public static void assertSame(String name, String json) {
    assertThat(pretty(json)).isEqualTo(pretty(read(name)));
  }

  private static String read(String name) {
    try (var file = Golden.class.getResourceAsStream("/golden/" + name)) {
      if (file == null) {
        throw new AssertionError("no golden/" + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pretty(String json) {
    try {
      return JSON.writeValueAsString(JSON.readValue(json, Object.class));
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
