package io.saoma.sandbox.world;

import java.util.List;
import java.util.Optional;

/**
 * What a mini-program code says. Written into the picture as {@code wxs1:r:00000001:page:scene}:
 * the build's first letter, the appid without its reserved prefix, and last the scene, which may
 * hold colons.
 */
public record MiniProgramCode(String appid, String page, String scene, String envVersion) {
  public static final List<String> ENV_VERSIONS = List.of("release", "trial", "develop");

  private static final String FORMAT = "wxs1";

  public String toText() {
    return String.join(
        ":",
        FORMAT,
        envVersion.substring(0, 1),
        appid.substring(App.RESERVED_PREFIX.length()),
        page,
        scene);
  }

  /** Reads a picture's text; empty if no sandbox wrote it. */
  public static Optional<MiniProgramCode> parse(String text) {
    String[] parts = text.split(":", 5);
    if (parts.length != 5 || !parts[0].equals(FORMAT)) {
      return Optional.empty();
    }
    return ENV_VERSIONS.stream()
        .filter(env -> env.substring(0, 1).equals(parts[1]))
        .map(env -> new MiniProgramCode(App.RESERVED_PREFIX + parts[2], parts[3], parts[4], env))
        .findAny();
  }
}
