package io.saoma.demo;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.pac4j.oidc.profile.OidcProfile;

/** The claims of the ID token that the library has checked, for people to read. */
final class Claims {
  /** Who, by whom, for whom, how, when; the rest follows by name. */
  private static final List<String> FIRST =
      List.of("sub", "iss", "aud", "auth_time", "acr", "amr", "iat", "exp", "nonce", "sid");

  private static final List<String> TIMES = List.of("auth_time", "iat", "exp", "nbf");

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private Claims() {}

  static Map<String, String> of(OidcProfile profile) {
    Map<String, String> shown = new LinkedHashMap<>();
    try {
      JWTClaimsSet claims = profile.getIdToken().getJWTClaimsSet();
      TreeSet<String> rest = new TreeSet<>(claims.getClaims().keySet());
      for (String name : FIRST) {
        if (rest.remove(name)) {
          shown.put(name, text(name, claims));
        }
      }
      for (String name : rest) {
        shown.put(name, text(name, claims));
      }
    } catch (ParseException e) {
      throw new IllegalStateException(e); // the library has parsed it before
    }
    return shown;
  }

  private static String text(String name, JWTClaimsSet claims) throws ParseException {
    if (TIMES.contains(name)) {
      Date time = claims.getDateClaim(name);
      return UTC.format(time.toInstant()) + " (" + time.toInstant().getEpochSecond() + ")";
    }
    Object value = claims.getClaim(name);
    return value instanceof List<?> list
        ? String.join(", ", list.stream().map(String::valueOf).toList())
        : String.valueOf(value);
  }
}
