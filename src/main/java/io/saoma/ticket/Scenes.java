package io.saoma.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saoma.oauth.Derivation;
import io.saoma.oauth.Secrets;
import io.saoma.oauth.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The text inside a picture, 32 characters: format, key, 128 random bits, and a 48-bit tag over
 * them and the appid. The tag lets junk be dropped before the database is asked; what makes a scene
 * unguessable are the random bits.
 */
public final class Scenes {
  private static final String HEAD = "1a";
  private static final int TAG_BYTES = 6;
  private static final int TAG_START = 24;
  private static final Pattern FORM = Pattern.compile("1a[A-Za-z0-9_-]{30}");

  private final Derivation derivation;
  private final Secrets secrets;

  public Scenes(Derivation derivation, Secrets secrets) {
    this.derivation = derivation;
    this.secrets = secrets;
  }

  /** A new scene for one app. */
  public String mint(String appId) {
    var body = HEAD + secrets.id();
    return body + tag(body, appId);
  }

  /** Whether this deployment made {@code scene} for {@code appId}. */
  public boolean isGenuine(String scene, String appId) {
    return FORM.matcher(scene).matches()
        && Sha256.sameText(scene.substring(TAG_START), tag(scene.substring(0, TAG_START), appId));
  }

  private String tag(String body, String appId) {
    var mac = derivation.bytes("scene", body, appId);
    return new String(
        Base64.getUrlEncoder().withoutPadding().encode(Arrays.copyOf(mac, TAG_BYTES)), UTF_8);
  }
}
