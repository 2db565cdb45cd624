package io.saoma.sandbox;

import jakarta.servlet.ServletContext;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A setting by its name: system property, then environment, then context parameter. */
final class Setting {
  private Setting() {}

  static Optional<String> find(ServletContext context, String name) {
    String variable = name.replace('.', '_').toUpperCase(Locale.ROOT);
    return Stream.of(
            Optional.ofNullable(System.getProperty(name)),
            Optional.ofNullable(System.getenv(variable)),
            Optional.ofNullable(context.getInitParameter(name)))
        .flatMap(Optional::stream)
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
