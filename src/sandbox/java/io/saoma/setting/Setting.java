package io.saoma.setting;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A setting by its name: system property, then environment, then the properties file that {@code
 * saoma.config} names, then context parameter.
 */
public final class Setting {
  private static final String FILE = "saoma.config";

  private Setting() {}

  /** The first that is not blank. */
  public static Optional<String> find(ServletContext context, String name) {
    return Stream.of(outside(name), inFile(name), parameter(context, name))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * A setting that must be there.
   *
   * @throws IllegalArgumentException that names it
   */
  public static String require(ServletContext context, String name) {
    return find(context, name)
        .orElseThrow(() -> new IllegalArgumentException("the setting " + name + " is missing"));
  }

  private static Optional<String> outside(String name) {
    String variable = name.replace('.', '_').toUpperCase(Locale.ROOT);
    return filled(System.getProperty(name)).or(() -> filled(System.getenv(variable)));
  }

  private static Optional<String> inFile(String name) {
    return outside(FILE).flatMap(file -> filled(read(Path.of(file)).getProperty(name)));
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("the file that " + FILE + " names cannot be read", e);
    }
    return properties;
  }

  private static Optional<String> parameter(ServletContext context, String name) {
    return filled(context.getInitParameter(name));
  }

  private static Optional<String> filled(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }
}
