package io.saoma.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A page's tags as a browser's tokenizer sees them (HTML §13.2.5): what is text to it is left out,
 * so that two pages with equal skeletons differ in nothing that could run.
 */
public final class Markup {

  /** A start tag with its attributes, or an end tag, whose name begins with a slash. */
  public record Tag(String name, Map<String, String> attributes, String rawText) {}

  private static final Set<String> RAW_TEXT = Set.of("script", "style", "title", "textarea");

  private final String html;
  private int at;

  private Markup(String html) {
    this.html = html;
  }

  /**
   * Every tag in order; comments and declarations count as tags named by their first characters.
   */
  public static List<Tag> tags(String html) {
    return new Markup(html).read();
  }

  /** The names of tags and attributes, and the whole of every script and style. */
  public static List<String> skeleton(String html) {
    return tags(html).stream()
        .map(
            tag ->
                tag.name()
                    + tag.attributes().keySet()
                    + (tag.name().equals("title") ? "" : tag.rawText()))
        .toList();
  }

  /** The corpus of hostile values. */
  public static List<String> payloads() {
    try (InputStream stream = Markup.class.getResourceAsStream("payloads.txt")) {
      if (stream == null) {
        throw new IllegalStateException("no payloads.txt");
      }
      return new String(stream.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Tag> read() {
    List<Tag> tags = new ArrayList<>();
    while ((at = html.indexOf('<', at)) >= 0 && at + 1 < html.length()) {
      at++;
      char next = html.charAt(at);
      if (Character.isLetter(next) || next == '/') {
        Tag tag = tag();
        tags.add(tag);
      } else if (next == '!' || next == '?') {
        int end = html.indexOf('>', at);
        tags.add(new Tag(html.substring(at, end).toLowerCase(Locale.ROOT), Map.of(), ""));
        at = end + 1;
      }
    }
    return tags;
  }

  private Tag tag() {
    int start = at++;
    skipTo(" \t\n\f\r/>");
    String name = html.substring(start, at).toLowerCase(Locale.ROOT);
    Map<String, String> attributes = new LinkedHashMap<>();
    while (html.charAt(at) != '>') {
      if (" \t\n\f\r/".indexOf(html.charAt(at)) >= 0) {
        at++;
      } else {
        attribute(attributes);
      }
    }
    at++;
    return new Tag(name, attributes, RAW_TEXT.contains(name) ? rawText(name) : "");
  }

  private void attribute(Map<String, String> attributes) {
    int start = at++;
    skipTo(" \t\n\f\r/>=");
    String name = html.substring(start, at).toLowerCase(Locale.ROOT);
    String value = "";
    if (html.charAt(at) == '=') {
      at++;
      char quote = html.charAt(at);
      if (quote == '"' || quote == '\'') {
        int end = html.indexOf(quote, at + 1);
        value = html.substring(at + 1, end);
        at = end + 1;
      } else {
        int from = at;
        skipTo(" \t\n\f\r>");
        value = html.substring(from, at);
      }
    }
    attributes.putIfAbsent(name, value);
  }

  private String rawText(String name) {
    int end = html.toLowerCase(Locale.ROOT).indexOf("</" + name, at);
    String text = html.substring(at, end);
    at = end;
    return text;
  }

  private void skipTo(String stops) {
    while (stops.indexOf(html.charAt(at)) < 0) {
      at++;
    }
  }
}
