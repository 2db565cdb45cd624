package io.saoma.client;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be declared as a redirect URI: https; a private-use scheme or a loopback address for a
 * native application (RFC 8252 §7); plain http in development. The form is far narrower than RFC
 * 3986, so that every library a site or a browser uses reads the same thing in it.
 */
final class RedirectUriRule {
  /** A native client's may come with a port more, and an answer must fit a header. */
  private static final int LONGEST = 2000;

  /** RFC 3986 characters without user-info's {@code @} in the authority, wildcard or fragment. */
  private static final Pattern CHARACTERS =
      Pattern.compile("[A-Za-z0-9._~:/?\\[\\]@!$&'()+,;=%-]+");

  private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private static final Pattern WEB =
      Pattern.compile(
          "(https?)://(?<host>[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::[1-9][0-9]{0,4})?(?:[/?].*)?");

  private static final Pattern HOST =
      Pattern.compile(
          "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\\[.*]");

  /** RFC 8252 §7.1: a reversed domain name, which nobody else's scheme is. */
  private static final Pattern PRIVATE_USE =
      Pattern.compile("[a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+:/(?!/).*");

  private static final Pattern DOT_SEGMENT = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?:[/?;]|$)");

  /** Names that the answer brings; a site that finds two of them may believe the wrong one. */
  private static final Pattern ANSWER =
      Pattern.compile("[?&](?:code|state|iss|error|id_token|access_token|response)=");

  private static final List<String> LOOPBACK = List.of("127.0.0.1", "[::1]");

  private final boolean nativeApplication;
  private final boolean development;

  RedirectUriRule(boolean nativeApplication, boolean development) {
    this.nativeApplication = nativeApplication;
    this.development = development;
  }

  /** What is wrong with {@code uri}, if anything is. */
  Optional<String> fault(String uri) {
    if (uri.length() > LONGEST) {
      return Optional.of("is longer than " + LONGEST + " characters");
    }
    if (!CHARACTERS.matcher(uri).matches() || NO_ESCAPE.matcher(uri).find()) {
      return Optional.of("has a fragment, a wildcard or a character that no URI has");
    }
    if (DOT_SEGMENT.matcher(uri).find()) {
      return Optional.of("has a dot segment");
    }
    if (ANSWER.matcher(uri).find()) {
      return Optional.of("has a query parameter that the answer brings");
    }
    return schemeFault(uri);
  }

  private Optional<String> schemeFault(String uri) {
    var web = WEB.matcher(uri);
    if (web.matches()) {
      var host = web.group("host");
      if (!HOST.matcher(host).matches()) {
        return Optional.of("has no proper host name");
      }
      return web.group(1).equals("https") || development || isNativeLoopback(host)
          ? Optional.empty()
          : Optional.of(
              "must begin with https:// (http:// only for a native client's 127.0.0.1 or [::1])");
    }
    if (PRIVATE_USE.matcher(uri).matches()) {
      return nativeApplication
          ? Optional.empty()
          : Optional.of("has a private-use scheme, which only a native client may have");
    }
    return Optional.of(
        "is neither https://host/… in lower case and without user-info, nor com.example.app:/… of a"
            + " native client");
  }

  private boolean isNativeLoopback(String host) {
    return nativeApplication && LOOPBACK.contains(host);
  }
}
