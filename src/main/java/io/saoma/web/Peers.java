package io.saoma.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whose request it is: the connection's other end, or what a proxy reports that the operator named.
 * Everybody else's forwarding headers are air.
 */
public final class Peers {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");

  private final List<Network> proxies;

  public Peers(List<Network> proxies) {
    this.proxies = List.copyOf(proxies);
  }

  /**
   * The peer of a request: from the right of {@code X-Forwarded-For}, the first address that is not
   * one of our proxies; what stands left of it could have been sent by anybody.
   */
  public Peer of(HttpServletRequest request) {
    var peer = parse(request.getRemoteAddr());
    var forwarded = request.getHeader("X-Forwarded-For");
    if (forwarded == null || !isProxy(peer)) {
      return new Peer(peer);
    }
    var hops = forwarded.split(",", -1);
    for (int i = hops.length - 1; i >= 0; i--) {
      var hop = hops[i].strip();
      if (!ADDRESS.matcher(hop).matches()) {
        break;
      }
      peer = parse(hop);
      if (!isProxy(peer)) {
        break;
      }
    }
    return new Peer(peer);
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(network -> network.contains(address));
  }

  private static InetAddress parse(String literal) {
    try {
      // A literal is never looked up.
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      return InetAddress.getLoopbackAddress();
    }
  }
}
