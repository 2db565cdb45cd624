package io.saoma.config;

import com.nimbusds.oauth2.sdk.id.Issuer;
import io.saoma.jpa.DatabaseSettings;
import io.saoma.web.Network;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the operator set, checked.
 *
 * @param issuer who this server is, to the letter; no trailing slash
 * @param development whether http, sandbox apps and sample secrets are accepted; only where the
 *     issuer cannot be reached from outside
 * @param database where the rows live
 * @param sealingKey 32 bytes that seal secrets at rest
 * @param clients the file that declares the clients, if any
 * @param connectors the file that declares the connectors, if any
 * @param limits how much of what
 * @param network who may speak for others, and where addresses are
 */
public record Settings(
    Issuer issuer,
    boolean development,
    DatabaseSettings database,
    SealingKey sealingKey,
    Optional<Path> clients,
    Optional<Path> connectors,
    Limits limits,
    NetworkSettings network) {

  /**
   * How much of what.
   *
   * @param picturesPerMinute for one network on this node
   * @param waitingPages parked polls of this node; the rest polls
   */
  public record Limits(int picturesPerMinute, int waitingPages) {}

  /**
   * The network around this node.
   *
   * @param trustedProxies whose {@code X-Forwarded-For} counts
   * @param placeFile an ip2region xdb file, if any
   */
  public record NetworkSettings(List<Network> trustedProxies, Optional<Path> placeFile) {
    public NetworkSettings {
      trustedProxies = List.copyOf(trustedProxies);
    }
  }

  /** The issuer as a URI. */
  public URI issuerUri() {
    return URI.create(issuer.getValue());
  }

  /** Scheme, host and port, as a browser writes an origin. */
  public String origin() {
    var uri = issuerUri();
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  /** The path below which everything is: empty, or {@code /ctx}. */
  public String base() {
    return issuerUri().getRawPath();
  }

  /** Whether browsers come by https. */
  public boolean isSecure() {
    return "https".equals(issuerUri().getScheme());
  }
}
