package io.saoma.launch;

import java.net.URI;
import java.util.List;

/** A web server for exploded web applications. */
public interface Container {
  /** The web server's product name and version. */
  String name();

  /**
   * Starts every one of {@code webapps}, or none: a fault leaves no port open.
   *
   * @return where each of them answers, in the order given
   */
  List<URI> start(Arguments arguments, List<Webapp> webapps) throws StartException;
}
