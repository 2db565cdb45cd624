package io.saoma.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.it.container.EveryContainer;
import io.saoma.journey.Browser;
import io.saoma.journey.Kept;
import io.saoma.journey.Login;
import io.saoma.journey.Phone;
import io.saoma.jpa.Race;
import io.saoma.jpa.TestDatabase;
import io.saoma.sandbox.SandboxControl;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One login, one browser, one phone, one code, one use: at the deployed WAR, on PostgreSQL. */
@EveryContainer
@ExtendWith(ArquillianExtension.class)
final class OnceIT {
  private static final int ROUNDS = 5;

  // Left to the end of this JVM: Saoma is undeployed after the last method of this class.
  private static final TestDatabase DATABASE = TestDatabase.postgreSql();
  private static final Site SITE = Site.open();

  @ArquillianResource
  @OperateOnDeployment("saoma")
  private URL saoma;

  @Deployment(name = "saoma", testable = false)
  static Archive<?> saoma() {
    return Wars.saoma(SITE.callback(), DATABASE);
  }

  @Deployment(name = "sandbox", testable = false)
  static Archive<?> sandbox() {
    return Wars.sandbox();
  }

  @AfterAll
  static void close() {
    SITE.close();
  }

  @Test
  void Q01_aConfirmedLoginIsCollectedByItsOwnBrowserOnly() {
    var login = confirmed();
    var stranger = new Browser(issuer());
    var neighbour = begin(); // with a page and a cookie of its own
    var knowing = neighbour.form();
    knowing.put("poll", login.poll());

    assertThat(stranger.post(login.step("complete"), login.form()).statusCode()).isEqualTo(403);
    for (var form : List.of(login.form(), neighbour.form(), knowing)) {
      var refused = neighbour.browser().post(login.step("complete"), form);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.headers().firstValue("Location")).isEmpty();
    }
    assertThat(Kept.of(DATABASE, login.interaction()).codes()).isZero();

    var collected = login.complete();
    assertThat(collected.statusCode()).isEqualTo(303);
    assertThat(redeem(login, Login.code(collected)).statusCode()).isEqualTo(200);
  }

  @Test
  void O06_aCodeUsedTwiceTakesItsTokensAlong() {
    var login = confirmed();
    var code = Login.code(login.complete());
    var tokens = Login.json(redeem(login, code));
    var accessToken = tokens.path("access_token").asText();
    assertThat(Site.userInfo(issuer(), accessToken)).isEqualTo(200);

    assertInvalidGrant(redeem(login, code));
    assertThat(Site.userInfo(issuer(), accessToken)).isEqualTo(401);
    assertInvalidGrant(SITE.refresh(issuer(), Wars.CLUB, tokens.path("refresh_token").asText()));
  }

  @Test
  void Q12_onePhoneOf24GetsThePicture() {
    var phones = IntStream.range(0, Race.THREADS).mapToObj(i -> phone()).toList();
    var rounds =
        Race.run(ROUNDS, round -> begin().scene(), (scene, i) -> phones.get(i).scan(scene));

    for (var round : rounds) {
      var answers = values(round);
      assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
      assertThat(answers)
          .filteredOn(answer -> answer.status() != 200)
          .allMatch(answer -> answer.status() == 409);
    }
  }

  @Test
  void R01_oneOf24UsesTheCodeAndNobodyKeepsTheTokens() {
    var rounds =
        Race.run(
            ROUNDS,
            round -> {
              var login = confirmed();
              return Map.entry(login, Login.code(login.complete()));
            },
            (won, i) -> redeem(won.getKey(), won.getValue()));

    for (var round : rounds) {
      var answers = values(round);
      var good = answers.stream().filter(answer -> answer.statusCode() == 200).toList();
      assertThat(good).hasSize(1);
      answers.stream()
          .filter(answer -> answer.statusCode() != 200)
          .forEach(OnceIT::assertInvalidGrant);
      var accessToken = Login.json(good.get(0)).path("access_token").asText();
      assertThat(Site.userInfo(issuer(), accessToken)).isEqualTo(401);
    }
  }

  private static <T> List<T> values(List<Race.Outcome<T>> outcomes) {
    return outcomes.stream().map(outcome -> ((Race.Won<T>) outcome).value()).toList();
  }

  private static void assertInvalidGrant(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Login.json(answer).path("error").asText()).isEqualTo("invalid_grant");
  }

  private HttpResponse<String> redeem(Login login, String code) {
    return SITE.redeem(issuer(), Wars.CLUB, code, login.verifier());
  }

  private Login begin() {
    return Login.begin(wechat(), new Browser(issuer()), SITE.request(Wars.CLUB));
  }

  private Login confirmed() {
    var login = begin();
    var phone = phone();
    assertThat(phone.confirm(phone.scan(login.scene())).text("state")).isEqualTo("confirmed");
    return login;
  }

  private Phone phone() {
    return new Phone(issuer(), wechat(), wechat().person());
  }

  private SandboxControl wechat() {
    return new SandboxControl(issuer().resolve("/sandbox"));
  }

  private URI issuer() {
    return URI.create(saoma.toString().replaceFirst("/$", ""));
  }
}
