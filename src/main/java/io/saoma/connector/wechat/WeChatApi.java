package io.saoma.connector.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saoma.connector.ConnectorSettings;
import io.saoma.connector.Drawing.Drawn;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletableFuture;

/**
 * The three calls, each sent at most once and each answered by a value. Their URLs hold secrets:
 * they are built here, given to {@link Upstream}, and named nowhere else.
 */
final class WeChatApi {
  /** WeChat's own default. */
  private static final int WIDTH = 430;

  private final Upstream upstream;
  private final Limits limits;

  WeChatApi(Upstream upstream, Limits limits) {
    this.upstream = upstream;
    this.limits = limits;
  }

  /** Who brought {@code code} ({@code auth.code2Session}). The code is spent by asking. */
  CompletableFuture<Answer<Person>> code2Session(ConnectorSettings app, String code) {
    var path =
        "/sns/jscode2session?grant_type=authorization_code"
            + ("&appid=" + encode(app.appId()))
            + ("&secret=" + encode(app.secret().value()))
            + ("&js_code=" + encode(code));
    var request =
        HttpRequest.newBuilder(upstream.at(path))
            .method("GET", new SentOnce(BodyPublishers.noBody()))
            .build();
    return upstream
        .send(request, limits.jsonBytes(), Answers::person)
        .thenApply(WeChatApi::bySecret);
  }

  /** The app's current token, or the next one in its last minutes: normal mode, never forced. */
  CompletableFuture<Answer<AccessToken.Grant>> stableToken(ConnectorSettings app) {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("grant_type", "client_credential")
            .put("appid", app.appId())
            .put("secret", app.secret().value())
            .put("force_refresh", false);
    return upstream
        .send(post("/cgi-bin/stable_token", body), limits.jsonBytes(), Answers::grant)
        .thenApply(WeChatApi::bySecret);
  }

  /** A picture that opens the app's page with {@code scene} ({@code getUnlimitedQRCode}). */
  CompletableFuture<Answer<Drawn>> unlimitedQRCode(
      ConnectorSettings app, AccessToken token, String scene) {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("scene", scene)
            .put("page", app.page())
            .put("check_path", app.checkPath())
            .put("env_version", app.environment())
            .put("width", WIDTH);
    var path = "/wxa/getwxacodeunlimit?access_token=" + encode(token.value());
    return upstream.send(
        post(path, body),
        limits.pictureBytes(),
        answer -> Answers.picture(answer, limits.jsonBytes()));
  }

  /** Where a call is made with the AppSecret, a token error speaks of the AppSecret. */
  private static <T> Answer<T> bySecret(Answer<T> answer) {
    return answer.fold(
        Answer::given,
        failure ->
            Answer.failed(
                failure.kind() == FailureKind.TOKEN
                    ? failure.as(FailureKind.CONFIGURATION)
                    : failure));
  }

  private HttpRequest post(String path, ObjectNode body) {
    return HttpRequest.newBuilder(upstream.at(path))
        .header("Content-Type", "application/json")
        .POST(new SentOnce(BodyPublishers.ofString(body.toString(), UTF_8)))
        .build();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
