package io.saoma.web;

/** What this server is, for whoever opens its bare address. */
public record IndexPage(Language language, String base) implements Page {

  /** Where the discovery document is (OpenID Connect Discovery 1.0 §4). */
  public String discovery() {
    return base + "/.well-known/openid-configuration";
  }

  @Override
  public String template() {
    return "index.jte";
  }

  @Override
  public boolean leadsToSite() {
    return false;
  }
}
