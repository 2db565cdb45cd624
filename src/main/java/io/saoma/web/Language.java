package io.saoma.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A language that Saoma's pages are written in. */
public enum Language {
  ZH_CN("zh-CN"),
  EN("en");

  /** A longer header is no person's preference; parsing it would only cost time. */
  private static final int LONGEST_PREFERENCE = 512;

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The BCP 47 tag, as the {@code lang} attribute takes it. */
  public String tag() {
    return tag;
  }

  /**
   * The language for a person: the first of the site's {@code ui_locales} (OIDC Core §3.1.2.1) that
   * Saoma speaks, else the browser's preference (RFC 9110 §12.5.4), else the given one. Malformed
   * input counts as absent, never as an error.
   */
  public static Language choose(
      @Nullable String uiLocales, @Nullable String acceptLanguage, Language otherwise) {
    return spoken(uiLocales)
        .flatMap(text -> firstOf(Arrays.stream(text.split(" "))))
        .or(() -> spoken(acceptLanguage).flatMap(text -> firstOf(preferred(text))))
        .orElse(otherwise);
  }

  private static Optional<String> spoken(@Nullable String preference) {
    return Optional.ofNullable(preference).filter(text -> text.length() <= LONGEST_PREFERENCE);
  }

  private static Optional<Language> firstOf(Stream<String> tags) {
    return tags.flatMap(tag -> of(tag).stream()).findFirst();
  }

  private static Stream<String> preferred(String acceptLanguage) {
    try {
      List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
      return ranges.stream()
          .filter(range -> range.getWeight() > 0)
          .map(Locale.LanguageRange::getRange);
    } catch (IllegalArgumentException malformed) {
      return Stream.empty();
    }
  }

  /** Readers of every written Chinese are served better by ours than by English. */
  private static Optional<Language> of(String tag) {
    String primary = tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
    return switch (primary) {
      case "zh" -> Optional.of(ZH_CN);
      case "en" -> Optional.of(EN);
      default -> Optional.empty();
    };
  }
}
