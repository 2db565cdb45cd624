package io.saoma.web;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * The other end of a connection, as the server itself saw it, or as a proxy that the operator named
 * reported it.
 */
public record Peer(InetAddress address) {
  private static final int IPV6_BYTES = 16;

  /**
   * The network that limits count by: a /24 of IPv4, a /64 of IPv6, because one subscriber holds
   * that many addresses.
   */
  public String prefix() {
    var bytes = address.getAddress();
    var kept = bytes.length == IPV6_BYTES ? 8 : 3;
    return Arrays.toString(Arrays.copyOf(bytes, kept));
  }

  /** Never the address: it is personal data and would end up in logs. */
  @Override
  public String toString() {
    return "peer";
  }
}
