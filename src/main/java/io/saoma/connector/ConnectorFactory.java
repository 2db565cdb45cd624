package io.saoma.connector;

import java.time.InstantSource;

/**
 * Makes the connectors of one kind; found by {@link java.util.ServiceLoader}. An implementation has
 * a public constructor without parameters and starts nothing in it.
 */
public interface ConnectorFactory extends AutoCloseable {
  /** The {@code kind} it serves. */
  String kind();

  /** A connector for {@code settings}, which were checked. */
  CredentialConnector create(ConnectorSettings settings, InstantSource clock);

  /** Ends the threads and connections of every connector it made. */
  @Override
  void close();
}
