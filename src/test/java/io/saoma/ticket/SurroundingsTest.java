package io.saoma.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.web.Place;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  private static final Place HANGZHOU = new Place("中国", "浙江", "杭州", "电信");

  @Test
  void theTextIsReadBackAsItWas() {
    assertReadBack(new Surroundings(Optional.of("Windows · Chrome"), Optional.of(HANGZHOU)));
    assertReadBack(new Surroundings(Optional.of("Windows · Chrome"), Optional.empty()));
    assertReadBack(new Surroundings(Optional.empty(), Optional.of(HANGZHOU)));
    assertReadBack(new Surroundings(Optional.empty(), Optional.of(new Place("法国", "", "", ""))));
    assertReadBack(Surroundings.UNKNOWN);
  }

  @Test
  void aFieldCannotPretendToBeTwo() {
    var read = Surroundings.parse(of("Chrome\n中国\n北京\n北京\n").text());

    assertThat(read.browser()).contains("Chrome中国北京北京");
    assertThat(read.place()).contains(HANGZHOU);
  }

  /** A right-to-left override would let a place or a browser be read as another one. */
  @Test
  void whatCannotBeSeenIsDropped() {
    assertThat(stored("Chro\tme\r\0\u007f")).isEqualTo("Chrome");
    assertThat(stored("Chro\u0085\u009bme")).isEqualTo("Chrome");
    assertThat(stored("Chro\u202e\u2066\u200b\ufeffme")).isEqualTo("Chrome");
    assertThat(stored("Chro\u2028\u2029me")).isEqualTo("Chrome");
    assertThat(stored("Chro\ud83dme")).isEqualTo("Chrome");
  }

  @Test
  void theTextFitsItsColumn() {
    var longest = "长".repeat(500);
    var text =
        new Surroundings(
                Optional.of(longest), Optional.of(new Place(longest, longest, longest, longest)))
            .text();

    assertThat(text).hasSizeLessThanOrEqualTo(1000);
    assertThat(Surroundings.parse(text).browser()).contains("长".repeat(120));
  }

  @Test
  void aCutDoesNotLeaveHalfACharacter() {
    assertThat(stored("a".repeat(119) + "🐳")).isEqualTo("a".repeat(119));
  }

  @Test
  void aTextThatWeDidNotWriteTellsNothing() {
    assertThat(Surroundings.parse("")).isEqualTo(Surroundings.UNKNOWN);
    assertThat(Surroundings.parse("Chrome\n中国")).isEqualTo(Surroundings.UNKNOWN);
  }

  private static Surroundings of(String browser) {
    return new Surroundings(Optional.of(browser), Optional.of(HANGZHOU));
  }

  private static String stored(String browser) {
    return Surroundings.parse(of(browser).text()).browser().orElseThrow();
  }

  private static void assertReadBack(Surroundings surroundings) {
    assertThat(Surroundings.parse(surroundings.text())).isEqualTo(surroundings);
  }
}
