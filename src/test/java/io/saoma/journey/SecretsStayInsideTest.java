package io.saoma.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saoma.connector.wechat.CapturedLog;
import io.saoma.jpa.TestDatabase;
import io.saoma.sandbox.SandboxServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Many logins with every logger open: what is secret is in no log, no answer and no table. */
final class SecretsStayInsideTest {
  /** The profile {@code flows} asks for a thousand. */
  private static final int FLOWS = Integer.getInteger("flows", 120);

  /** By so many characters canaries are looked up. */
  private static final int BEGINNING = 8;

  @Nested
  class OnH2 extends Flows {
    OnH2() {
      super(TestDatabase.h2(), FLOWS - FLOWS / 4);
    }
  }

  @Nested
  class OnPostgreSql extends Flows {
    OnPostgreSql() {
      super(TestDatabase.postgreSql(), FLOWS / 4);
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class Flows {
    private static final String SEALING_KEY = "sealing key of the tests, 32 byt";
    private static final String SEALING_KEY_BASE64 = "c2VhbGluZyBrZXkgb2YgdGhlIHRlc3RzLCAzMiBieXQ=";

    /** The container's own debugging prints whole requests: an operator's choice, not ours. */
    private static final List<Logger> CONTAINER =
        List.of(
            Logger.getLogger("org.eclipse.jetty"),
            Logger.getLogger("sun.net"),
            Logger.getLogger("org.postgresql"));

    private final TestDatabase database;
    private final int flows;
    private SaomaServer server;

    Flows(TestDatabase database, int flows) {
      this.database = database;
      this.flows = flows;
    }

    /** What no answer may say, by what it is. */
    private final Map<String, List<String>> never = new LinkedHashMap<>();

    /** What an answer may have to say, and nothing else may. */
    private final Map<String, List<String>> answersOnly = new LinkedHashMap<>();

    /** What the table of subjects holds, because it is what it is for. */
    private final Map<String, List<String>> subjects = new LinkedHashMap<>();

    private final StringBuilder answers = new StringBuilder();
    private String log = "";
    private String dump = "";

    @BeforeAll
    void runFlows() {
      CONTAINER.forEach(logger -> logger.setLevel(Level.INFO));
      try (var captured = new CapturedLog()) {
        server = SaomaServer.start(SaomaServer.Options.standard().on(database).open().pool(3));
        never.put("app secret", List.of(SandboxServer.SECRET));
        never.put("client secret", List.of(SaomaServer.SHOP_SECRET));
        never.put("sealing key", List.of(SEALING_KEY, SEALING_KEY_BASE64));
        for (int i = 0; i < flows; i++) {
          flow(i);
        }
        log = captured.text();
      } finally {
        CONTAINER.forEach(logger -> logger.setLevel(null));
      }
      dump = server.database().dump();
    }

    @AfterAll
    void stop() {
      server.close();
    }

    private static void add(Map<String, List<String>> canaries, String what, String value) {
      if (!value.isEmpty()) {
        canaries.computeIfAbsent(what, absent -> new ArrayList<>()).add(value);
      }
    }

    private <T> HttpResponse<T> heard(HttpResponse<T> response) {
      answers
          .append(response.uri())
          .append(' ')
          .append(response.headers().map())
          .append('\n')
          .append(response.body())
          .append('\n');
      return response;
    }

    private void flow(int number) {
      var phone = server.phone();
      var wechat = server.sandbox().control();
      var typed = number % 3 == 1;
      var login =
          Login.begin(
              server,
              server.browser(),
              Map.of(
                  "scope",
                  "openid offline_access",
                  "response_mode",
                  number % 5 == 4 ? "form_post" : "query"));
      var scene = login.scene();
      add(never, "scene", scene);
      add(subjects, "openid", wechat.openid(phone.person(), SandboxServer.APPID));
      add(subjects, "unionid", wechat.unionid(phone.person(), SandboxServer.APPID));
      add(answersOnly, "poll id", login.poll());
      add(answersOnly, "csrf token", login.csrf());
      add(answersOnly, "typed code", login.typedCode().replace("-", ""));
      add(answersOnly, "browser cookie", login.browser().cookie("saoma_ia"));
      heard(login.browser().get("/login/" + login.interaction()));
      heard(login.browser().fetch(login.stateAddress(0)));
      heard(login.rotate());

      var scanCode = phone.code();
      var scan = new LinkedHashMap<String, Object>();
      scan.put(typed ? "code" : "scene", typed ? login.typedCode() : scene);
      scan.put("js_code", scanCode);
      scan.put("launch", 1047);
      scan.put("env", "release");
      var scanned = phone.call("scan", scan);
      assertThat(scanned.status()).isEqualTo(200);
      heard(scanned.response());
      add(answersOnly, "handle", scanned.text("handle"));
      add(never, "js_code", scanCode);
      add(never, "session_key", wechat.sessionKey(phone.person(), SandboxServer.APPID));
      if (number % 10 == 9) {
        heard(phone.deny(scanned).response());
        heard(login.complete());
        return;
      }
      var confirmCode = phone.code();
      var confirm = new LinkedHashMap<String, Object>();
      confirm.put("handle", scanned.text("handle"));
      confirm.put("ctx_digest", scanned.text("ctx_digest"));
      confirm.put("js_code", confirmCode);
      var confirmed = phone.call("confirm", confirm);
      heard(confirmed.response());
      add(never, "js_code", confirmCode);
      add(never, "session_key", wechat.sessionKey(phone.person(), SandboxServer.APPID));
      if (typed) {
        heard(login.digits("12 34"));
        add(answersOnly, "digits", " " + confirmed.text("digits") + " ");
        heard(login.digits(confirmed.text("digits")));
      }
      finish(login);
    }

    private void finish(Login login) {
      var complete = heard(login.complete());
      add(answersOnly, "session cookie", login.browser().cookie("saoma_sid"));
      add(answersOnly, "device cookie", login.browser().cookie("saoma_dev"));
      if (complete.statusCode() == 200) {
        var code =
            java.util.regex.Pattern.compile("name=\"code\" value=\"([^\"]+)")
                .matcher(complete.body());
        assertThat(code.find()).isTrue();
        add(answersOnly, "code", code.group(1));
        return;
      }
      assertThat(complete.statusCode()).isEqualTo(303);
      add(answersOnly, "code", Login.code(complete));
      add(answersOnly, "code verifier", login.verifier().getValue());
      var tokens = heard(Site.shop(server).redeem(login, complete));
      var json = Login.json(tokens);
      assertThat(json.path("access_token").asText()).isNotEmpty();
      keep(json);
      heard(
          server
              .browser()
              .header("Authorization", "Bearer " + json.path("access_token").asText())
              .get("/userinfo"));
      var next = Login.json(heard(Site.shop(server).refresh(json.path("refresh_token").asText())));
      keep(next);
      // What is refused is logged too: a token and a code that are spent, and one that never was.
      var later = Login.json(heard(Site.shop(server).refresh(next.path("refresh_token").asText())));
      keep(later);
      heard(Site.shop(server).refresh(json.path("refresh_token").asText()));
      heard(Site.shop(server).redeem(login, complete));
      heard(login.complete());
    }

    private void keep(JsonNode tokens) {
      for (var token : List.of("access_token", "refresh_token", "id_token")) {
        assertThat(tokens.path(token).asText()).as(token + " in " + tokens).isNotEmpty();
        add(answersOnly, token, tokens.path(token).asText());
      }
    }

    private static void assertAbsent(
        String where, String text, Map<String, List<String>> canaries) {
      canaries.forEach((what, values) -> assertThat(values).as(what).isNotEmpty());
      assertThat(found(text, canaries)).as("in " + where).isEmpty();
    }

    /** What of the canaries is in the text, read once: a thousand logins write hundreds of MB. */
    private static Set<String> found(String text, Map<String, List<String>> canaries) {
      var byBeginning = new HashMap<Long, Map<String, String>>();
      var mayBegin = new BitSet();
      canaries.forEach(
          (what, values) ->
              values.forEach(
                  value -> {
                    assertThat(value).hasSizeGreaterThanOrEqualTo(BEGINNING);
                    long beginning = 0;
                    for (int i = 0; i < BEGINNING; i++) {
                      beginning = (beginning << Byte.SIZE) | (value.charAt(i) & 0xff);
                    }
                    mayBegin.set(slot(beginning));
                    byBeginning
                        .computeIfAbsent(beginning, absent -> new HashMap<>())
                        .put(value, what);
                  }));
      var found = new HashSet<String>();
      long window = 0;
      for (int i = 0; i < text.length(); i++) {
        window = (window << Byte.SIZE) | (text.charAt(i) & 0xff);
        if (mayBegin.get(slot(window))) {
          var start = i - BEGINNING + 1;
          byBeginning
              .getOrDefault(window, Map.of())
              .forEach(
                  (value, what) -> {
                    if (text.startsWith(value, start)) {
                      found.add(what);
                    }
                  });
        }
      }
      return found;
    }

    private static int slot(long eightCharacters) {
      return (int) ((eightCharacters * 0x9E3779B97F4A7C15L) >>> 42);
    }

    @Test
    void A09_Q32_noLogSaysASecretOrAPerson() {
      assertThat(log).contains("io.saoma");
      assertAbsent("the log", log, never);
      assertAbsent("the log", log, answersOnly);
      assertAbsent("the log", log, subjects);
    }

    @Test
    void W01_W02_noAnswerSaysWhatIsBetweenSaomaAndWeChat() {
      assertAbsent("an answer", answers.toString(), never);
      assertAbsent("an answer", answers.toString(), subjects);
    }

    @Test
    void A07_noTableHoldsWhatOpensADoor() {
      assertAbsent("the database", dump, never);
      assertAbsent("the database", dump, answersOnly);
      for (var openid : subjects.getOrDefault("openid", List.of())) {
        // Once, in the table of subjects: no ticket, no session and no audit row names a person.
        assertThat(dump.lines().filter(row -> row.contains(openid)).toList())
            .allMatch(
                row ->
                    row.startsWith("\"account_subject\"") || row.startsWith("\"ACCOUNT_SUBJECT\""));
      }
    }
  }
}
