package io.saoma.web;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks before a faulty request leads on to a site that nobody vouches for, so that a link to this
 * server never carries a person to a stranger's page by itself (RFC 9700 §4.11.2).
 *
 * @param site as it calls itself
 * @param target the validated address, http or https, with the error unless that is posted there
 * @param posted the error that a form sends ({@code response_mode=form_post}); else empty
 */
public record LeavePage(
    Language language, String base, Site site, URI target, Map<String, String> posted)
    implements Page {
  public LeavePage {
    if (!"https".equals(target.getScheme()) && !"http".equals(target.getScheme())) {
      throw new IllegalArgumentException("a link leads to an http or https address");
    }
    posted = Collections.unmodifiableMap(new LinkedHashMap<>(posted));
  }

  /** What a person can judge: where the link leads. */
  public String host() {
    return target.getHost();
  }

  @Override
  public String template() {
    return "leave.jte";
  }

  @Override
  public boolean leadsToSite() {
    return !posted.isEmpty();
  }
}
