package io.saoma.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import io.saoma.oauth.OAuthException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query or of a form, read more strictly than a container does: what two
 * readers could read in two ways is refused whole, with {@code invalid_request}. A query and a body
 * are never merged.
 */
public final class Parameters {
  /** More than any request of the specifications needs. */
  private static final int LONGEST = 64 * 1024;

  private static final int MOST = 100;

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * The parameters of {@code encoded}, a query string or a form; none, if it is null or empty.
   *
   * @throws OAuthException when one is repeated (RFC 6749 §3.1), malformed or holds a NUL
   */
  public static Parameters parse(@Nullable String encoded) {
    var values = new LinkedHashMap<String, String>();
    if (encoded == null || encoded.isEmpty()) {
      return new Parameters(values);
    }
    if (encoded.length() > LONGEST) {
      throw refused("request is too long");
    }
    for (var pair : encoded.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      var name = decode(equals < 0 ? pair : pair.substring(0, equals));
      var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (values.putIfAbsent(name, value) != null) {
        throw refused("a parameter is repeated");
      }
      if (values.size() > MOST) {
        throw refused("there are too many parameters");
      }
    }
    return new Parameters(values);
  }

  /**
   * The parameters of a form body.
   *
   * @throws OAuthException as for {@link #parse}
   * @throws Trouble 413 for a body that is too long
   */
  public static Parameters read(InputStream body) {
    return Body.read(body, LONGEST)
        .map(bytes -> parse(text(ByteBuffer.wrap(bytes))))
        .orElseThrow(() -> refused("the body ended early"));
  }

  /** The value of {@code name}; an empty one counts as omitted (RFC 6749 §3.1). */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** Whether {@code name} was sent, be it without a value. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether nothing was sent but these. */
  public boolean hasOnly(Set<String> names) {
    return names.containsAll(values.keySet());
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Those that have a value, as Nimbus's types take them. */
  public Map<String, List<String>> asMap() {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.of(e.getValue())));
  }

  /** Form decoding that knows only one reading of every byte. */
  private static String decode(String encoded) {
    var bytes = ByteBuffer.allocate(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes.put((byte) (digit(encoded, i + 1) << 4 | digit(encoded, i + 2)));
        i += 2;
      } else if (c <= ' ' || c >= 0x7f) {
        throw refused("a character is not encoded");
      } else {
        bytes.put((byte) (c == '+' ? ' ' : c));
      }
    }
    var text = text(bytes.flip());
    if (text.indexOf('\0') >= 0) {
      throw refused("a value holds a NUL");
    }
    return text;
  }

  private static int digit(String encoded, int at) {
    // Only ASCII digits: Character.digit also takes those of other scripts.
    int digit = at < encoded.length() ? "0123456789abcdef".indexOf(lower(encoded.charAt(at))) : -1;
    if (digit < 0) {
      throw refused("a percent sign does not begin an escape");
    }
    return digit;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'F' ? (char) (c + ('a' - 'A')) : c;
  }

  private static String text(ByteBuffer bytes) {
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw refused("a value is not UTF-8");
    }
  }

  private static OAuthException refused(String reason) {
    return new OAuthException(
        OAuth2Error.INVALID_REQUEST.setDescription("Malformed request: " + reason));
  }
}
