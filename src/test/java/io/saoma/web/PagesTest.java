package io.saoma.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.login.LoginState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {
  private static final String NONCE = "c2FvbWEtc2FvbWEtc2FvbWE";
  private static final Path ASSETS = Path.of("webapp/assets");
  private static final Set<String> ADDRESSES =
      Set.of("href", "src", "action", "formaction", "data-poll");

  private final Pages pages = new Pages(() -> NONCE, "/assets");

  static List<String> payloads() {
    return Markup.payloads();
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void q36AHostileValueIsOnlyEverText(String payload) {
    List<Page> harmless = EveryPage.with("value", "");
    List<Page> hostile = EveryPage.with(payload, "");

    for (int i = 0; i < harmless.size(); i++) {
      assertThat(Markup.skeleton(html(hostile.get(i))))
          .isEqualTo(Markup.skeleton(html(harmless.get(i))));
    }
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void q36AHostileValueNeverBecomesAnAddressOfItsOwn(String payload) {
    for (Page page : EveryPage.with(payload, "/ctx")) {
      for (Markup.Tag tag : Markup.tags(html(page))) {
        assertThat(addresses(tag))
            .allMatch(
                address ->
                    address.startsWith("/ctx/") || address.startsWith("https://site.example/"));
      }
    }
  }

  @Test
  void theCorpusHasSixtyPayloads() {
    assertThat(payloads()).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void h01ThePolicyIsExact() {
    String before =
        "default-src 'none'; script-src 'nonce-c2FvbWEtc2FvbWEtc2FvbWE' 'strict-dynamic'; "
            + "style-src 'nonce-c2FvbWEtc2FvbWEtc2FvbWE'; img-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; object-src 'none'; ";

    for (Page page : EveryPage.with("value", "")) {
      boolean mayEndAtASite =
          Set.of("login", "consent", "form_post").contains(name(page))
              || (page instanceof LeavePage leave && !leave.posted().isEmpty());
      assertThat(pages.render(page).contentSecurityPolicy())
          .isEqualTo(
              before + (mayEndAtASite ? "" : "form-action 'self'; ") + "frame-ancestors 'none'");
    }
  }

  @Test
  void h01NoPageHasAHandlerOrAnInlineStyle() {
    for (Page page : EveryPage.with("value", "")) {
      for (Markup.Tag tag : Markup.tags(html(page))) {
        assertThat(tag.attributes().keySet())
            .noneMatch(name -> name.startsWith("on") || name.equals("style"));
      }
    }
  }

  @Test
  void h01EveryScriptAndStyleHasTheNonce() {
    for (Page page : EveryPage.with("value", "")) {
      assertThat(Markup.tags(html(page)))
          .filteredOn(tag -> Set.of("script", "style").contains(tag.name()) || isStyleSheet(tag))
          .isNotEmpty()
          .allMatch(tag -> NONCE.equals(tag.attributes().get("nonce")));
    }
  }

  @Test
  void everyPageHasANonceOfItsOwn() {
    var count = new int[1];
    var counted = new Pages(() -> "nonce" + count[0]++, "/assets");
    var page = new IndexPage(Language.EN, "");

    assertThat(counted.render(page).html()).contains("nonce=\"nonce0\"");
    assertThat(counted.render(page).html()).contains("nonce=\"nonce1\"").doesNotContain("nonce0");
  }

  @Test
  void h15NothingComesFromAnotherOrigin() throws IOException {
    for (Page page : EveryPage.with("value", "")) {
      assertThat(Markup.tags(html(page)))
          .filteredOn(tag -> !Set.of("a", "form").contains(tag.name()))
          .flatExtracting(PagesTest::addresses)
          .allMatch(address -> address.startsWith("/") && !address.startsWith("//"));
    }
    assertThat(asset("saoma.css")).doesNotContain("url(").doesNotContain("@import");
    assertThat(asset("login.js")).doesNotContain("://");
  }

  @Test
  void h17TheScriptStoresNothingAndWritesNoMarkup() throws IOException {
    assertThat(asset("login.js"))
        .doesNotContain("localStorage")
        .doesNotContain("sessionStorage")
        .doesNotContain("indexedDB")
        .doesNotContain("cookie")
        .doesNotContain("innerHTML")
        .doesNotContain("insertAdjacentHTML")
        .doesNotContain("document.write")
        .doesNotContainPattern(Pattern.compile("\\beval\\b|new Function"));
  }

  @Test
  void aPageWithAllThatItLoadsIsUnderFortyKilobytes() throws IOException {
    int assets =
        asset("saoma.css").length() + asset("login.js").length() + asset("mark.svg").length();

    for (Page page : EveryPage.with("a value of usual length", "/ctx")) {
      assertThat(pages.render(page).body().length + assets).isLessThan(40_000);
    }
  }

  @Test
  void everyPageNamesItsLanguageAndItsTitle() {
    for (Page page : EveryPage.with("value", "")) {
      List<Markup.Tag> tags = Markup.tags(html(page));
      assertThat(tags.get(0).name()).isEqualTo("!doctype html");
      assertThat(tags.get(1).attributes()).containsEntry("lang", page.language().tag());
      assertThat(tags)
          .filteredOn(tag -> tag.name().equals("title"))
          .singleElement()
          .matches(tag -> !tag.rawText().isBlank());
      assertThat(tags).filteredOn(tag -> tag.name().equals("h1")).hasSize(1);
    }
  }

  @Test
  void everyPageHasDistinctElementIds() {
    for (Page page : EveryPage.with("value", "")) {
      Set<String> ids = new HashSet<>();
      for (Markup.Tag tag : Markup.tags(html(page))) {
        String id = tag.attributes().get("id");
        assertThat(id == null || ids.add(id)).as("%s in %s", id, name(page)).isTrue();
      }
    }
  }

  @Test
  void oneStateIsShownAtATime() {
    for (LoginState state : LoginState.values()) {
      Page page = EveryPage.login(Language.EN, "", "value", state, false);
      assertThat(Markup.tags(html(page)))
          .filteredOn(tag -> tag.attributes().containsKey("data-panel"))
          .filteredOn(tag -> !tag.attributes().containsKey("hidden"))
          .singleElement()
          .matches(tag -> state.word().equals(tag.attributes().get("data-panel")));
    }
  }

  @Test
  void onlyAWaitingPageReloadsItselfWithoutJavaScript() {
    for (LoginState state : LoginState.values()) {
      Page page = EveryPage.login(Language.EN, "", "value", state, false);
      // A reload while digits are typed would wipe them.
      assertThat(html(page).contains("<noscript><meta http-equiv=\"refresh\""))
          .isEqualTo(
              List.of(LoginState.WAITING, LoginState.TYPED, LoginState.SCANNED).contains(state));
    }
  }

  @Test
  void aPhonesOwnBrowserIsOfferedTheTypedCodeFirst() {
    String html = html(EveryPage.login(Language.EN, "", "BCDF-GHJK", LoginState.WAITING, true));

    assertThat(html.indexOf("class=\"typed\"")).isLessThan(html.indexOf("<img"));
    assertThat(html).contains("BCDF-GHJK");
  }

  @Test
  void everyFormOfTheLoginCarriesThePollIdAndTheToken() {
    List<Markup.Tag> tags =
        Markup.tags(html(EveryPage.login(Language.EN, "/ctx", "v", LoginState.DIGITS, false)));

    assertThat(tags)
        .filteredOn(tag -> tag.name().equals("form"))
        .extracting(tag -> tag.attributes().get("action"))
        .containsExactlyInAnyOrder(
            "/ctx/crossdevice/v/digits",
            "/ctx/crossdevice/v/rotate",
            "/ctx/crossdevice/v/complete");
    assertThat(tags)
        .extracting(tag -> tag.attributes().get("name"))
        .filteredOn(name -> "poll".equals(name) || "csrf".equals(name))
        .hasSize(6);
  }

  @Test
  void noConsentIsTickedBeforehand() {
    for (Page page : EveryPage.with("value", "")) {
      assertThat(Markup.tags(html(page))).noneMatch(tag -> tag.attributes().containsKey("checked"));
    }
  }

  private String html(Page page) {
    return pages.render(page).html();
  }

  private static String name(Page page) {
    return page.template().replace(".jte", "");
  }

  private static String asset(String name) throws IOException {
    return Files.readString(ASSETS.resolve(name));
  }

  private static boolean isStyleSheet(Markup.Tag tag) {
    return "stylesheet".equals(tag.attributes().get("rel"));
  }

  private static List<String> addresses(Markup.Tag tag) {
    return tag.attributes().entrySet().stream()
        .filter(attribute -> ADDRESSES.contains(attribute.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
