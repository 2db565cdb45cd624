package io.saoma.web;

import static io.saoma.web.Language.EN;
import static io.saoma.web.Language.ZH_CN;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "zh-CN     | en              | ZH_CN",
        "en-GB     | zh-CN           | EN",
        "fr zh     | en              | ZH_CN",
        "fr de     | en              | EN",
        "EN        | -               | EN",
        "-         | zh-TW,en;q=0.9  | ZH_CN",
        "-         | en;q=0.1,zh;q=1 | ZH_CN",
        "-         | fr,en;q=0.5     | EN",
        "-         | en;q=0,zh;q=0.1 | ZH_CN",
        "''        | ''              | ZH_CN",
        "-         | *               | ZH_CN",
        "-         | -               | ZH_CN",
        "english   | ;;q=x           | ZH_CN",
        "<script>  | en-<script>     | ZH_CN",
      })
  void theSitesWishComesBeforeTheBrowsers(
      @Nullable String uiLocales, @Nullable String acceptLanguage, Language chosen) {
    assertThat(Language.choose(uiLocales, acceptLanguage, ZH_CN)).isEqualTo(chosen);
  }

  @Test
  void anOverlongPreferenceCountsAsAbsent() {
    assertThat(Language.choose("en ".repeat(1000), "en,".repeat(1000) + "en", ZH_CN))
        .isEqualTo(ZH_CN);
    assertThat(Language.choose("en ".repeat(1000), "en", ZH_CN)).isEqualTo(EN);
  }
}
