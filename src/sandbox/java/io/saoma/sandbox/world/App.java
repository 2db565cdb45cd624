package io.saoma.sandbox.world;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mini-program that exists in the sandbox.
 *
 * @param pages the pages of its released build, the first one its home; none = nothing is released
 * @param openPlatform the open-platform account it is bound to, within which unionids are the same
 * @param saomaUrl where its phone page finds Saoma, without a trailing slash
 */
public record App(
    String appid,
    String secret,
    String name,
    List<String> pages,
    @Nullable String openPlatform,
    @Nullable URI saomaUrl) {

  /** Every sandbox appid begins so; no real one does. */
  public static final String RESERVED_PREFIX = "wx00000000";

  public App {
    pages = List.copyOf(pages);
  }

  public Optional<String> boundTo() {
    return Optional.ofNullable(openPlatform);
  }

  public App withSaomaUrl(URI url) {
    return new App(appid, secret, name, pages, openPlatform, url);
  }

  @Override
  public String toString() {
    return "App[" + appid + "]"; // never the secret, not even a sample one
  }
}
