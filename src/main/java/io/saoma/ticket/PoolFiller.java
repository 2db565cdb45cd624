package io.saoma.ticket;

import io.saoma.connector.CredentialConnector;
import java.util.List;

/**
 * Keeps each connector's pool at its size, so that a page does not wait for the upstream to draw. A
 * run stops at the first refusal: the quota belongs to the pages that wait.
 */
public final class PoolFiller implements Runnable {
  private final List<CredentialConnector> connectors;
  private final PicturePool pool;
  private final Pictures pictures;

  public PoolFiller(List<CredentialConnector> connectors, PicturePool pool, Pictures pictures) {
    this.connectors = List.copyOf(connectors);
    this.pool = pool;
    this.pictures = pictures;
  }

  /** Fills every pool once. */
  @Override
  public void run() {
    connectors.forEach(this::fill);
  }

  private void fill(CredentialConnector connector) {
    var settings = connector.settings();
    if (settings.pool() == 0) {
      return;
    }
    for (int missing = settings.pool() - pool.size(settings.id()); missing > 0; missing--) {
      if (!pictures.fill(connector)) {
        return;
      }
    }
  }
}
