package io.saoma.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose request it is: the connection's other end, or what a proxy reports that the operator named.
 * Everybody else's forwarding headers are air.
 */
public final class Peers {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

  /** What the JDK reads as an address and never asks a name server for. */
  private static final Pattern LITERAL =
      Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|(?=.*:)[0-9A-Fa-f:.]{2,45}");

  private final List<Network> proxies;

  public Peers(List<Network> proxies) {
    this.proxies = List.copyOf(proxies);
  }

  /**
   * The peer of a request: from the right of {@code X-Forwarded-For}, the first address that is not
   * one of our proxies; what stands left of it could have been sent by anybody.
   */
  public Peer of(HttpServletRequest request) {
    var peer = parse(request.getRemoteAddr()).orElseGet(InetAddress::getLoopbackAddress);
    if (!isProxy(peer)) {
      return new Peer(peer);
    }
    // A proxy may add a line of its own behind one that the client wrote: all lines are one list.
    var lines = Collections.list(request.getHeaders("X-Forwarded-For"));
    var hops = String.join(",", lines).split(",", -1);
    for (int i = hops.length - 1; i >= 0 && isProxy(peer); i--) {
      var hop = Optional.of(hops[i].strip()).filter(LITERAL.asMatchPredicate());
      var address = hop.flatMap(Peers::parse);
      if (address.isEmpty()) {
        break;
      }
      peer = address.get();
    }
    return new Peer(peer);
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(network -> network.contains(address));
  }

  private static Optional<InetAddress> parse(String literal) {
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
