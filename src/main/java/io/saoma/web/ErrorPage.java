package io.saoma.web;

/**
 * The page for a fault that cannot be told to a site. It holds fixed texts only, so that nothing an
 * attacker sends is ever shown; what happened is in the log under the correlation id.
 *
 * @param correlationId what a person can read to the operator, who finds the log's line by it
 */
public record ErrorPage(Language language, String base, Reason reason, String correlationId)
    implements Page {

  /** What a person can be told, each with a title and a text, some with a hint for developers. */
  public enum Reason {
    UNKNOWN_CLIENT("unknown_client", true),
    REDIRECT_URI_MISMATCH("redirect_uri_mismatch", true),
    INVALID_REQUEST("invalid_request", true),
    OTHER_BROWSER("other_browser", false),
    LOGIN_EXPIRED("login_expired", false),
    NOT_CONFIRMED("not_confirmed", false),
    FORBIDDEN("forbidden", false),
    SLOW_DOWN("slow_down", false),
    UNAVAILABLE("unavailable", false),
    INTERNAL("internal", false);

    private final String key;
    private final boolean forDevelopers;

    Reason(String key, boolean forDevelopers) {
      this.key = "error." + key;
      this.forDevelopers = forDevelopers;
    }

    public String titleKey() {
      return key + ".title";
    }

    public String textKey() {
      return key + ".text";
    }

    /** The key of the hint for the site's developer; there is one only where this says so. */
    public String developerKey() {
      return key + ".developer";
    }

    public boolean forDevelopers() {
      return forDevelopers;
    }
  }

  @Override
  public String template() {
    return "error.jte";
  }

  @Override
  public boolean leadsToSite() {
    return false;
  }
}
