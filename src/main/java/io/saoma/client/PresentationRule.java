package io.saoma.client;

import com.nimbusds.langtag.LangTag;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import io.saoma.web.Accent;
import io.saoma.web.Language;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a declared client shows itself: text that people will read beside a button. */
final class PresentationRule {
  private static final int LONGEST_NAME = 60;

  /** Control, format (bidirectional overrides, zero width) and private characters: they deceive. */
  private static final Pattern DECEIVING = Pattern.compile("\\p{C}|[\\u2028\\u2029]");

  /** A name with a dot, or the one without that every browser shows for a site on this machine. */
  private static final Pattern DOMAIN =
      Pattern.compile(
          "localhost|(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

  private final Members members;

  PresentationRule(Members members) {
    this.members = members;
  }

  /**
   * The presentation, unless it has a fault.
   *
   * @param id what the site is called when it gave no name
   */
  Optional<Presentation> presentation(OIDCClientMetadata metadata, String id) {
    var names = names(metadata, id);
    var domain = members.text("saoma_verified_domain");
    if (domain.isPresent() && !DOMAIN.matcher(domain.get()).matches()) {
      members.fault("saoma_verified_domain", "is no domain name in lower case");
    }
    var links =
        new Presentation.Links(
            link("client_uri", metadata.getURI()),
            link("logo_uri", metadata.getLogoURI()),
            link("policy_uri", metadata.getPolicyURI()),
            link("tos_uri", metadata.getTermsOfServiceURI()));
    var contacts = Objects.requireNonNullElse(metadata.getEmailContacts(), List.<String>of());
    var accent = accent();
    return members.faultless()
        ? Optional.of(new Presentation(names, domain.orElse(null), links, contacts, accent))
        : Optional.empty();
  }

  private Map<Language, String> names(OIDCClientMetadata metadata, String id) {
    metadata.getNameEntries().forEach(this::check);
    var names = new EnumMap<Language, String>(Language.class);
    for (var language : Language.values()) {
      names.put(language, name(metadata, language).orElse(id));
    }
    return names;
  }

  /** The name in that language, else the one without a language, else any. */
  private static Optional<String> name(OIDCClientMetadata metadata, Language language) {
    var primary = language.tag().split("-", 2)[0];
    var declared = metadata.getNameEntries();
    return declared.entrySet().stream()
        .filter(entry -> isIn(primary, entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> Optional.ofNullable(metadata.getName()))
        .or(() -> declared.values().stream().findFirst());
  }

  private static boolean isIn(String primaryLanguage, @Nullable LangTag tag) {
    return tag != null && primaryLanguage.equals(tag.getPrimaryLanguage());
  }

  private void check(@Nullable LangTag language, String name) {
    var member = language == null ? "client_name" : "client_name#" + language;
    if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
      members.fault(member, "must have 1 to " + LONGEST_NAME + " characters");
    }
    if (DECEIVING.matcher(name).find()) {
      members.fault(member, "has a character that cannot be seen");
    }
  }

  private @Nullable URI link(String member, @Nullable URI uri) {
    if (uri != null
        && (!"https".equals(uri.getScheme())
            || uri.getHost() == null
            || uri.getUserInfo() != null)) {
      members.fault(member, "must be an https:// address");
    }
    return uri;
  }

  private @Nullable Accent accent() {
    var member = "saoma_accent_color";
    try {
      return members.text(member).map(Accent::new).orElse(null);
    } catch (IllegalArgumentException e) {
      members.fault(member, Objects.requireNonNull(e.getMessage()));
      return null;
    }
  }
}
