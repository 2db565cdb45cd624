package io.saoma.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Context parameters that go before those of a web application's own web.xml. */
final class Overriding {
  private Overriding() {}

  /** A descriptor of them, as Jetty takes it. */
  static Path of(Map<String, String> parameters) throws IOException {
    var xml =
        parameters.entrySet().stream()
            .map(
                parameter ->
                    "<context-param><param-name>%s</param-name><param-value>%s</param-value></context-param>"
                        .formatted(text(parameter.getKey()), text(parameter.getValue())))
            .collect(
                Collectors.joining(
                    "",
                    "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'>",
                    "</web-app>"));
    return Files.writeString(
            Files.createTempFile(Files.createDirectories(Path.of("target/it")), "override", ".xml"),
            xml)
        .toAbsolutePath();
  }

  private static String text(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;");
  }
}
