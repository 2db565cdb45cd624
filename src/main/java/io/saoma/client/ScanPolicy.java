package io.saoma.client;

import java.util.List;

/**
 * How people sign in to a site with their phones.
 *
 * @param connectors the ids of the connectors to try, in this order; empty for all those of its
 *     owner
 * @param typeBack when the digits are asked
 * @param alwaysScan whether an earlier sign-in of the browser counts for nothing
 */
public record ScanPolicy(List<String> connectors, TypeBack typeBack, boolean alwaysScan) {
  public ScanPolicy {
    connectors = List.copyOf(connectors);
  }
}
