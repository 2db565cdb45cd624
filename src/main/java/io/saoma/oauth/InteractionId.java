package io.saoma.oauth;

import java.util.Optional;
import java.util.regex.Pattern;

/** The random name of an interaction in a path. It opens nothing without the browser's cookie. */
public record InteractionId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

  /** The id that {@code text} spells, if it has the form of one. */
  public static Optional<InteractionId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new InteractionId(text)) : Optional.empty();
  }
}
