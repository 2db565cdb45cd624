package io.saoma.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The texts of one language by key. Plain text: the template that shows one escapes it. */
public final class Messages {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  private final Map<String, String> texts;

  private Messages(Map<String, String> texts) {
    this.texts = texts;
  }

  /** Reads the texts of a language from the class path. */
  public static Messages in(Language language) {
    String name = "messages_" + language.tag().replace('-', '_') + ".properties";
    try (InputStream stream = Messages.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("no texts on the class path: " + name);
      }
      Properties properties = new Properties();
      properties.load(new InputStreamReader(stream, UTF_8));
      return new Messages(
          properties.stringPropertyNames().stream()
              .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The text of a key, with {@code {0}} to {@code {9}} replaced by the arguments in one pass: an
   * argument that itself reads like a place stays as it is.
   *
   * @throws IllegalArgumentException if there is no such key
   */
  public String text(String key, Object... arguments) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no text for " + key);
    }
    if (arguments.length == 0) {
      return text;
    }
    return PLACE
        .matcher(text)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    String.valueOf(arguments[Integer.parseInt(place.group(1))])));
  }

  Set<String> keys() {
    return texts.keySet();
  }
}
