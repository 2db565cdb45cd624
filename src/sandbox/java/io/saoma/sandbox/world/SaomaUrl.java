package io.saoma.sandbox.world;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** The form of a {@link App#saomaUrl}. */
public final class SaomaUrl {
  private SaomaUrl() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is not an absolute http(s) URL without query, fragment
   *     and trailing slash
   */
  public static URI parse(String text) {
    try {
      URI url = new URI(text);
      boolean absolute = Set.of("http", "https").contains(String.valueOf(url.getScheme()));
      if (absolute
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && !text.endsWith("/")) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below, in the same words as every other fault
    }
    throw new IllegalArgumentException(
        "must be an http or https URL without query, fragment and trailing slash");
  }
}
