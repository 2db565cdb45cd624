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
 * @param limits how much of what
 * @param trustedProxies whose {@code X-Forwarded-For} counts
 */
public record Settings(
    Issuer issuer,
    boolean development,
    DatabaseSettings database,
    SealingKey sealingKey,
    Limits limits,
    List<Network> trustedProxies) {
  public Settings {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /**
   * How much of what.
   *
   * @param picturesPerMinute for one network on this node
   * @param waitingPages parked polls of this node; the rest polls
   */
  public record Limits(int picturesPerMinute, int waitingPages) {}

  /**
   * The files that other rooms read, so that what is wrong in them is told with the other faults.
   *
   * @param clients declares the clients, if any
   * @param connectors declares the connectors, if any
   * @param places ip2region xdb files, one for each protocol
   * @param development as above
   */
  public record Files(
      Optional<Path> clients, Optional<Path> connectors, List<Path> places, boolean development) {
    public Files {
      places = List.copyOf(places);
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
