package io.saoma.web;

import java.net.URI;

/**
 * Asks before a faulty link leads on to a site that nobody vouches for, so that a link to this
 * server never carries a person to a stranger's page by itself (RFC 9700 §4.11.2).
 *
 * @param site as it calls itself
 * @param target the validated address with the error, http or https
 */
public record LeavePage(Language language, String base, Site site, URI target) implements Page {
  public LeavePage {
    if (!"https".equals(target.getScheme()) && !"http".equals(target.getScheme())) {
      throw new IllegalArgumentException("a link leads to an http or https address");
    }
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
    return false;
  }
}
