package io.saoma.it.container;

import java.nio.file.Path;
import java.util.Map;

/** A running server on a free port of the loopback. */
interface Server {
  int port();

  /**
   * Deploys the web application in {@code directory}, or fails as its start failed.
   *
   * @return what undeploys it
   */
  Runnable deploy(String contextPath, Path directory, Map<String, String> parameters)
      throws Exception;

  void stop();
}
