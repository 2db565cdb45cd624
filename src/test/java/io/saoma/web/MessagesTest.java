package io.saoma.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Pattern KEY = Pattern.compile("\"([a-z_]+(?:\\.[a-z_]+)+)\"");
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  private final Messages chinese = Messages.in(Language.ZH_CN);
  private final Messages english = Messages.in(Language.EN);

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(english.keys()).isEqualTo(chinese.keys());
  }

  @Test
  void bothLanguagesFillTheSamePlaces() {
    for (String key : chinese.keys()) {
      assertThat(places(english.text(key))).as(key).isEqualTo(places(chinese.text(key)));
    }
  }

  @Test
  void eachLanguageIsWrittenInItself() {
    assertThat(chinese.keys()).allMatch(key -> HAN.matcher(chinese.text(key)).find());
    assertThat(english.keys()).noneMatch(key -> HAN.matcher(english.text(key)).find());
    assertThat(english.keys()).noneMatch(key -> english.text(key).isBlank());
  }

  @Test
  void everyKeyThatATemplateNamesExists() throws IOException {
    Set<String> named = new HashSet<>();
    try (Stream<Path> templates = Files.walk(Path.of("src/main/jte"))) {
      for (Path template : templates.filter(Files::isRegularFile).toList()) {
        KEY.matcher(Files.readString(template)).results().forEach(key -> named.add(key.group(1)));
      }
    }
    assertThat(named).isNotEmpty();
    assertThat(chinese.keys()).containsAll(named);
  }

  @Test
  void everyReasonOfAnErrorHasItsTexts() {
    for (ErrorPage.Reason reason : ErrorPage.Reason.values()) {
      assertThat(chinese.keys()).contains(reason.titleKey(), reason.textKey());
      assertThat(chinese.keys().contains(reason.developerKey())).isEqualTo(reason.forDevelopers());
    }
  }

  @Test
  void anArgumentThatReadsLikeAPlaceStaysAsItIs() {
    assertThat(english.text("consent.controller", "{1} $0 \\", "{0}"))
        .isEqualTo("Handled by {1} $0 \\, contact: {0}");
  }

  @Test
  void anUnknownKeyIsAnError() {
    assertThatThrownBy(() -> english.text("no.such.key"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Set<String> places(String text) {
    Set<String> places = new HashSet<>();
    PLACE.matcher(text).results().forEach(place -> places.add(place.group()));
    return places;
  }
}
