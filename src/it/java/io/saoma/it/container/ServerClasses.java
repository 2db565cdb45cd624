package io.saoma.it.container;

import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a web application sees of the test's class path: the server, so that a library which is
 * missing in the WAR is missing in the test.
 */
final class ServerClasses extends ClassLoader {
  private static final List<String> SERVER =
      List.of(
          "jakarta.servlet.",
          "org.eclipse.jetty.",
          "org.apache.catalina.",
          "org.apache.coyote.",
          "org.apache.juli.",
          "org.apache.naming.",
          "org.apache.tomcat.");

  private final ClassLoader test = ServerClasses.class.getClassLoader();

  ServerClasses() {
    super(ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (SERVER.stream().anyMatch(name::startsWith)) {
      return test.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return SERVER.stream().anyMatch(name.replace('/', '.')::startsWith)
        ? test.getResource(name)
        : null;
  }
}
