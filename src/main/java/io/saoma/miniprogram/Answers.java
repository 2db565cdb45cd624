package io.saoma.miniprogram;

import io.saoma.ticket.Confirming;
import io.saoma.ticket.Scanned;
import io.saoma.web.Place;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a phone is told, as JSON members. Nothing of a person is in it, not even of its own. */
final class Answers {
  private Answers() {}

  static Map<String, Object> scanned(Scanned scanned) {
    var shown = scanned.shown();
    var client = new LinkedHashMap<String, Object>();
    client.put("name", shown.clientName());
    client.put("domain", shown.verifiedDomain().orElse(null));
    client.put("verified", shown.verifiedDomain().isPresent());
    var answer = new LinkedHashMap<String, Object>();
    answer.put("handle", scanned.handle());
    answer.put("ctx_digest", scanned.contextDigest());
    answer.put("phrase", shown.phrase());
    answer.put("client", client);
    answer.put("browser", shown.surroundings().browser().orElse(null));
    answer.put("place", shown.surroundings().place().map(Place::shown).orElse(null));
    answer.put("age", seconds(scanned.age()));
    answer.put("expires_in", seconds(scanned.remaining()));
    answer.put("warnings", shown.warnings());
    answer.put("scope", shown.scope());
    return answer;
  }

  static Map<String, Object> confirmed(Confirming.Confirmed confirmed) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("state", confirmed.digits().isPresent() ? "digits" : "confirmed");
    confirmed
        .digits()
        .ifPresent(
            digits -> {
              answer.put("digits", digits);
              answer.put("domain", confirmed.domain().orElse(null));
              answer.put("expires_in", seconds(confirmed.remaining()));
            });
    return answer;
  }

  private static long seconds(Duration duration) {
    return Math.max(0, duration.toSeconds());
  }
}
