package io.saoma.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArgumentsTest {
  @Test
  void withoutArgumentsSaomaIsAtTheRootOfPort8080OfTheLoopback() {
    var arguments = Arguments.parse();
    assertThat(arguments.host()).isEqualTo("127.0.0.1");
    assertThat(arguments.port()).isEqualTo(8080);
    assertThat(arguments.contextPath()).isEqualTo("/");
    assertThat(arguments.webapps()).isEmpty();
    assertThat(arguments.help()).isFalse();
  }

  @Test
  void aValueFollowsItsOptionOrAnEqualsSign() {
    var arguments = Arguments.parse("--port", "80", "--host=0.0.0.0", "--context=/a/b");
    assertThat(arguments.port()).isEqualTo(80);
    assertThat(arguments.host()).isEqualTo("0.0.0.0");
    assertThat(arguments.contextPath()).isEqualTo("/a/b");
  }

  @Test
  void aWarIsBesideSaomaUnlessItNamesAPort() {
    var arguments =
        Arguments.parse("--war", "/sandbox=s.war", "--war=:8081/=x/d=1.war", "--port", "9000");
    assertThat(arguments.webapps())
        .containsExactly(
            new Webapp(9000, "/sandbox", Path.of("s.war")),
            new Webapp(8081, "/", Path.of("x/d=1.war")));
  }

  @Test
  void helpIsHelpWithEitherName() {
    assertThat(Arguments.parse("--help").help()).isTrue();
    assertThat(Arguments.parse("-h").help()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--bogus",
        "saoma",
        "-p 80",
        "--port",
        "--port=",
        "--port --host",
        "--port 65536",
        "--port -1",
        "--port 80x",
        "--port 1 --port 2",
        "--context x",
        "--context /x/",
        "--context //",
        "--context /..",
        "--context /a/../b",
        "--war x.war",
        "--war =x.war",
        "--war /x",
        "--war /x=",
        "--war /=x.war",
        "--war /x=1.war --war /x=2.war",
        "--war :70000/x=1.war",
      })
  void whatIsWrongIsRefusedWithAReason(String line) {
    assertThatThrownBy(() -> Arguments.parse(line.split(" ", -1)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageMatching("\\S.{5,}");
  }
}
