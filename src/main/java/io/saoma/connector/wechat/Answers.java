package io.saoma.connector.wechat;

import io.saoma.connector.Drawing.Drawn;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What each call's answer has to look like. Judged by the bytes alone: WeChat labels JSON as text,
 * and errors come with status 200. What does not fit is no answer, and never a person.
 */
final class Answers {
  private static final Set<String> RESULTS = Set.of("openid", "unionid", "access_token");
  private static final Set<String> TEXTS = Set.of("openid", "unionid", "access_token", "errmsg");
  private static final Set<String> INTEGERS = Set.of("errcode", "expires_in");

  private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,2048}");
  private static final Duration LONGEST_TOKEN = Duration.ofHours(2);

  /** By this number WeChat's console finds a call; all that is taken from a message. */
  private static final Pattern RID =
      Pattern.compile("rid: ?([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})(?![0-9a-f-])");

  private Answers() {}

  /** Of {@code auth.code2Session}. */
  static Answer<Person> person(byte[] body) {
    return json(body, Answers::person);
  }

  /** Of {@code getStableAccessToken}. */
  static Answer<AccessToken.Grant> grant(byte[] body) {
    return json(body, Answers::grant);
  }

  /** Of {@code getUnlimitedQRCode}, whose errors have at most {@code jsonBytes}. */
  static Answer<Drawn> picture(byte[] body, int jsonBytes) {
    if (startsWith(body, 0xff, 0xd8, 0xff)) {
      return Answer.given(new Drawn(body, "image/jpeg"));
    }
    if (startsWith(body, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      return Answer.given(new Drawn(body, "image/png"));
    }
    return body.length > jsonBytes ? unbelievable() : json(body, members -> Optional.empty());
  }

  private static Optional<Person> person(JsonMembers members) {
    var unionid = members.text("unionid");
    if (unionid.isPresent() && !isSubject(unionid.get())) {
      return Optional.empty();
    }
    return members.text("openid").filter(Answers::isSubject).map(id -> new Person(id, unionid));
  }

  private static boolean isSubject(String id) {
    return SUBJECT.matcher(id).matches();
  }

  private static Optional<AccessToken.Grant> grant(JsonMembers members) {
    var lifetime = members.integer("expires_in").filter(seconds -> seconds > 0);
    return members
        .text("access_token")
        .filter(token -> TOKEN.matcher(token).matches())
        .flatMap(
            token ->
                lifetime.map(
                    seconds -> new AccessToken.Grant(new AccessToken(token), atMost2h(seconds))));
  }

  private static Duration atMost2h(int seconds) {
    var lifetime = Duration.ofSeconds(seconds);
    return lifetime.compareTo(LONGEST_TOKEN) < 0 ? lifetime : LONGEST_TOKEN;
  }

  /**
   * An object with either a result or an errcode that is not 0. Both at once is neither: an error
   * must not become a person because a reader looked at the openid first.
   */
  private static <T> Answer<T> json(byte[] body, Function<JsonMembers, Optional<T>> result) {
    var members = JsonMembers.parse(body, TEXTS, INTEGERS);
    if (members.isEmpty()) {
      return unbelievable();
    }
    var errcode = members.get().integer("errcode").orElse(0);
    if (errcode == 0) {
      return result.apply(members.get()).map(Answer::given).orElseGet(Answers::unbelievable);
    }
    return members.get().hasAny(RESULTS)
        ? unbelievable()
        : Answer.failed(
            ErrorTable.failure(errcode, members.get().text("errmsg").flatMap(Answers::rid)));
  }

  private static Optional<String> rid(String errmsg) {
    var found = RID.matcher(errmsg);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static <T> Answer<T> unbelievable() {
    return Answer.failed(Failure.unreachable("The answer is none of WeChat's."));
  }

  private static boolean startsWith(byte[] body, int... start) {
    if (body.length < start.length) {
      return false;
    }
    for (var i = 0; i < start.length; i++) {
      if (body[i] != (byte) start[i]) {
        return false;
      }
    }
    return true;
  }
}
