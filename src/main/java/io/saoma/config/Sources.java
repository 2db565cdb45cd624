package io.saoma.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a setting's text comes from, in the order of precedence. {@code saoma.database.url} is the
 * variable {@code SAOMA_DATABASE_URL}; a secret may be named by the same key with {@code .file} or
 * {@code _FILE} behind it.
 */
final class Sources {
  private static final String PREFIX = "saoma.";
  private static final String CONFIG = "saoma.config";

  /** Settings of the other programs that may run beside this one. */
  private static final List<String> OTHERS = List.of("saoma.sandbox.", "saoma.demo.");

  private static final Pattern SERVICE =
      Pattern.compile(
          ".*_SERVICE_(HOST|PORT(_.+)?)|.*_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

  private final List<Map<String, String>> layers = new ArrayList<>();
  private final List<String> faults;

  private Sources(List<String> faults) {
    this.faults = faults;
  }

  /**
   * Reads all sources.
   *
   * @param contextFile the properties file named by the context, if any
   * @param known every key there is
   * @param faults receives what is wrong
   */
  static Sources read(
      Map<?, ?> systemProperties,
      Map<String, String> environment,
      @Nullable String contextFile,
      Set<String> known,
      List<String> faults) {
    var sources = new Sources(faults);
    var properties = strings(systemProperties);
    var variables =
        environment.entrySet().stream()
            .filter(variable -> variable.getKey().startsWith("SAOMA_"))
            .filter(variable -> !isOfKubernetes(variable.getKey(), variable.getValue()))
            .collect(
                Collectors.toMap(
                    variable -> key(variable.getKey(), known), Map.Entry::getValue, (a, b) -> a));
    sources.layers.add(properties);
    sources.layers.add(variables);
    Stream.of(properties.get(CONFIG), variables.get(CONFIG), contextFile)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(file -> sources.layers.add(sources.file(file)));
    sources.layers.forEach(layer -> sources.refuseUnknown(layer, known));
    return sources;
  }

  /** The text of {@code key}; blank counts as absent. */
  Optional<String> get(String key) {
    return layers.stream()
        .map(layer -> layer.get(key))
        .filter(Objects::nonNull)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /** A secret: the text of {@code key}, or of the file that {@code key.file} names. */
  Optional<String> secret(String key) {
    return get(key).or(() -> get(key + ".file").flatMap(file -> contents(key + ".file", file)));
  }

  private Optional<String> contents(String key, String file) {
    try {
      return Optional.of(Files.readString(Path.of(file)).strip());
    } catch (IOException | InvalidPathException e) {
      faults.add(key + ": the file cannot be read");
      return Optional.empty();
    }
  }

  private Map<String, String> file(String name) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(Path.of(name), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      faults.add(CONFIG + ": cannot be read: " + name);
    }
    return strings(properties);
  }

  private void refuseUnknown(Map<String, String> layer, Set<String> known) {
    layer.keySet().stream()
        .filter(key -> !known.contains(key) && !CONFIG.equals(key))
        .filter(key -> OTHERS.stream().noneMatch(key::startsWith))
        .sorted()
        .forEach(key -> faults.add(key + ": is no setting of Saoma"));
  }

  private static Map<String, String> strings(Map<?, ?> source) {
    return source.entrySet().stream()
        .filter(entry -> entry.getKey() instanceof String key && key.startsWith(PREFIX))
        .filter(entry -> entry.getValue() instanceof String)
        .collect(
            Collectors.toMap(entry -> (String) entry.getKey(), entry -> (String) entry.getValue()));
  }

  /** Kubernetes tells every container about its services, one of which may be called saoma. */
  private static boolean isOfKubernetes(String variable, String value) {
    return SERVICE.matcher(variable).matches()
        || (variable.endsWith("_PORT") && value.matches("(tcp|udp|sctp)://.*"));
  }

  /** Underscores stand for dots and hyphens: the key that is known under the same letters. */
  private static String key(String variable, Set<String> known) {
    var letters = variable.toLowerCase(Locale.ROOT).replace('_', '.');
    return known.stream()
        .filter(key -> key.replace('-', '.').equals(letters))
        .findFirst()
        .orElse(letters);
  }
}
