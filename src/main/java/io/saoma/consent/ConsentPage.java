package io.saoma.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saoma.web.Language;
import io.saoma.web.Page;
import io.saoma.web.Site;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The question whether a site may use a login, and what it may learn. */
public record ConsentPage(
    Language language, String base, Site site, String interaction, String csrf, Question question)
    implements Page {

  /**
   * What the site asks for.
   *
   * @param given what it gets once the person agrees
   * @param choices what the person may add, each unticked
   * @param controller who answers for the data in law, or null where only a number is given
   */
  public record Question(List<Share> given, List<Share> choices, @Nullable Controller controller) {
    public Question {
      given = List.copyOf(given);
      choices = List.copyOf(choices);
    }
  }

  /** Who answers for the data in law: its legal name, how to reach it, and its https policy. */
  public record Controller(String legalName, String contact, @Nullable URI policy) {
    public Controller {
      // A link that a person follows: no javascript: or data: address may stand in it.
      if (policy != null && !"https".equals(policy.getScheme())) {
        throw new IllegalArgumentException("a privacy policy has an https address");
      }
    }
  }

  /** A thing that a site may learn or do. */
  public enum Share {
    IDENTITY,
    OFFLINE,
    PHONE,
    PROFILE,
    EMAIL,
    ABROAD;

    /** The key of its text. */
    public String key() {
      return "consent." + name().toLowerCase(Locale.ROOT);
    }

    /** The name of its form field, present only if the person ticked it. */
    public String field() {
      return "share_" + name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where the form goes; its field {@code decision} is {@code allow} or {@code deny}. */
  public String action() {
    return base + "/consent/" + URLEncoder.encode(interaction, UTF_8);
  }

  @Override
  public String template() {
    return "consent.jte";
  }

  @Override
  public boolean leadsToSite() {
    return true;
  }
}
