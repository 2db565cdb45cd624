package io.saoma.connector;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one connector of the file; what is wrong with it goes to its {@link ConnectorMembers}. */
final class ConnectorEntry {
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "kind",
          "owner",
          "appid",
          "secret",
          "secret_file",
          "env_version",
          "check_path",
          "page",
          "base_url",
          "open_platform",
          "name",
          "pool");

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern ANY = Pattern.compile("(?s).*");
  private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9._:/-]{1,255}");
  private static final Pattern APP_ID = Pattern.compile("wx[0-9a-f]{16}");
  private static final Pattern BUILD = Pattern.compile("release|trial|develop");
  private static final Pattern PAGE = Pattern.compile("[^/?#%\\s][^?#%\\s]{0,127}");
  private static final Pattern OPEN_PLATFORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern NAME = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,30}");
  private static final Pattern SECRET = Pattern.compile("[!-~]{16,128}");
  private static final int LARGEST_POOL = 10_000;

  /** By the characters: what URI parsers make of user-info has sent secrets to other hosts. */
  private static final Pattern BASE_URL =
      Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*");

  private static final String WECHAT = "https://api.weixin.qq.com";

  /** What a sandbox's appids begin with; no real one does. */
  private static final String SANDBOX = "wx00000000";

  /** What the examples' secrets begin with: everybody has read them. */
  private static final String SAMPLE = "sample-";

  private final ConnectorMembers members;
  private final Surroundings surroundings;

  ConnectorEntry(ConnectorMembers members, Surroundings surroundings) {
    this.members = members;
    this.surroundings = surroundings;
  }

  /** The settings, unless they have a fault. */
  Optional<ConnectorSettings> settings() {
    members.refuseUnknown(KNOWN);
    var id = unique("id", members.needed("id", ID, "must be 1 to 63 of a-z 0-9 -, no - first"));
    var kind = kind();
    var owner = members.needed("owner", OWNER, "must be 1 to 255 of A-Z a-z 0-9 . _ : / -");
    var appId = appId();
    var secret = secret();
    var environment =
        members.text("env_version", BUILD, "must be release, trial or develop").orElse("release");
    var checkPath = members.flag("check_path", true);
    var page =
        members.needed("page", PAGE, "must be a page's path, without / first, without query");
    var baseUrl = baseUrl();
    var openPlatform =
        members.text("open_platform", OPEN_PLATFORM, "must be 1 to 64 of A-Z a-z 0-9 _ -");
    var name = members.text("name", NAME, "must be 1 to 30 characters in one line");
    var pool = members.number("pool", LARGEST_POOL);
    if (!members.faultless()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConnectorSettings(
            id.orElseThrow(),
            kind.orElseThrow(),
            owner.orElseThrow(),
            appId.orElseThrow(),
            new ConnectorSecret(secret.orElseThrow()),
            environment,
            checkPath,
            page.orElseThrow(),
            URI.create(baseUrl),
            openPlatform,
            name,
            pool));
  }

  private Optional<String> kind() {
    var kind = members.needed("kind", ANY, "must be text");
    if (kind.isPresent() && !surroundings.kinds().contains(kind.get())) {
      members.fault("kind", "must be of " + surroundings.kinds().stream().sorted().toList());
    }
    return kind;
  }

  private Optional<String> appId() {
    var appId = members.needed("appid", APP_ID, "must be wx and 16 hexadecimal digits");
    if (appId.isPresent() && appId.get().startsWith(SANDBOX) && !surroundings.development()) {
      members.fault("appid", "is a sandbox's, which only development accepts");
    }
    // The phone's requests name the connector by it.
    return unique("appid", appId);
  }

  private String baseUrl() {
    var url =
        members
            .text("base_url", BASE_URL, "must be https://host, with a path or none, no / last")
            .orElse(WECHAT);
    if (!url.startsWith("https:") && !surroundings.development()) {
      members.fault("base_url", "must be https");
    }
    return url;
  }

  private Optional<String> secret() {
    if (members.has("secret") == members.has("secret_file")) {
      members.fault("secret", "is needed, or secret_file, and not both");
      return Optional.empty();
    }
    var secret =
        members.has("secret")
            ? members.text("secret", ANY, "must be text")
            : members.text("secret_file", ANY, "must be text").flatMap(this::contents);
    var member = members.has("secret") ? "secret" : "secret_file";
    if (secret.isPresent() && !SECRET.matcher(secret.get()).matches()) {
      members.fault(member, "must be 16 to 128 visible characters of ASCII");
    }
    if (secret.isPresent() && secret.get().startsWith(SAMPLE) && !surroundings.development()) {
      members.fault(member, "is a sample that everybody can read");
    }
    return secret;
  }

  private Optional<String> contents(String name) {
    try {
      return Optional.of(Files.readString(surroundings.file().resolveSibling(name)).strip());
    } catch (IOException | IllegalArgumentException e) {
      members.fault("secret_file", "cannot be read: " + e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private Optional<String> unique(String member, Optional<String> value) {
    if (value.isPresent() && !surroundings.taken().add(member + " " + value.get())) {
      members.fault(member, "is another connector's, too");
    }
    return value;
  }

  /**
   * Where a connector is declared.
   *
   * @param file the connector file
   * @param kinds those that this server knows
   * @param development whether http upstreams, sandbox appids and sample secrets are accepted
   * @param taken what the connectors before it have claimed, and this one adds to
   */
  record Surroundings(Path file, Set<String> kinds, boolean development, Set<String> taken) {}
}
