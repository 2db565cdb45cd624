package io.saoma.sandbox.wechat;

import io.saoma.sandbox.wechat.Fault.Replacement;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** The front of one endpoint: lets faults happen, does the work, notes the call. */
final class WeChatServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int MAX_BODY = 1 << 20;

  private final transient Endpoint endpoint;
  private final transient AccessTokens tokens;
  private final transient Faults faults;
  private final transient Calls calls;
  private final transient Delivery delivery;
  private final transient InstantSource clock;

  WeChatServlet(
      Endpoint endpoint,
      AccessTokens tokens,
      Faults faults,
      Calls calls,
      ScheduledExecutorService later,
      InstantSource clock) {
    this.endpoint = endpoint;
    this.tokens = tokens;
    this.faults = faults;
    this.calls = calls;
    this.delivery = new Delivery(later);
    this.clock = clock;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    WeChatCall call =
        new WeChatCall(
            request.getMethod(),
            endpoint.path(),
            request.getQueryString(),
            request.getInputStream().readNBytes(MAX_BODY));
    Optional<Fault> fault = faults.take(endpoint.path());
    Optional<Replacement> instead = fault.flatMap(Fault::instead);
    Answer answer = instead.map(this::replace).orElseGet(() -> work(call));
    Optional<String> type = fault.flatMap(f -> Optional.ofNullable(f.contentType()));
    Answer sent = type.map(answer::withContentType).orElse(answer);
    calls.add(clock.instant(), call, appid(call), sent, fault.isPresent());
    instead.flatMap(Replacement::redirection).ifPresent(to -> response.setHeader("Location", to));
    if (fault.isPresent()) {
      delivery.suffer(request, response, sent, fault.get());
    } else {
      delivery.now(response, sent);
    }
  }

  private Answer work(WeChatCall call) {
    try {
      return endpoint.answer(call);
    } catch (WeChatRefusal refusal) {
      return Answer.error(endpoint.errorType(), refusal.error().errcode());
    }
  }

  private Answer replace(Replacement instead) {
    if (instead.errcode() != null) {
      return Answer.error(endpoint.errorType(), instead.errcode());
    }
    byte[] body = instead.body().repeat(instead.repeat()).getBytes(StandardCharsets.UTF_8);
    return new Answer(instead.status(), endpoint.errorType(), body, 0);
  }

  private String appid(WeChatCall call) {
    return tokens
        .appid(call.query("access_token"))
        .orElseGet(
            () ->
                call.query("appid").isEmpty()
                    ? call.jsonOrMissing().path("appid").asText()
                    : call.query("appid"));
  }
}
