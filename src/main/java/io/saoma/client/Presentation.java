package io.saoma.client;

import io.saoma.web.Accent;
import io.saoma.web.Language;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a site shows itself to people. None of it is proof of anything, except the domain.
 *
 * @param names what the site calls itself, by language; at least one
 * @param verifiedDomain the domain that the operator vouches for
 * @param links the site's own pages
 * @param contacts how the people behind it are reached
 * @param accent its button colour
 */
public record Presentation(
    Map<Language, String> names,
    @Nullable String verifiedDomain,
    Links links,
    List<String> contacts,
    @Nullable Accent accent) {
  public Presentation {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a client has a name");
    }
    names = Map.copyOf(names);
    contacts = List.copyOf(contacts);
  }

  /** The site's name for a reader of {@code language}. */
  public String name(Language language) {
    return Optional.ofNullable(names.get(language))
        .orElseGet(() -> names.values().iterator().next());
  }

  /** Whether the operator vouches for the site's domain; others are asked about every time. */
  public boolean isVerified() {
    return verifiedDomain != null;
  }

  /**
   * RFC 7591 §2.
   *
   * @param home {@code client_uri}
   * @param logo {@code logo_uri}; never fetched by this server
   * @param policy {@code policy_uri}
   * @param terms {@code tos_uri}
   */
  public record Links(
      @Nullable URI home, @Nullable URI logo, @Nullable URI policy, @Nullable URI terms) {}
}
