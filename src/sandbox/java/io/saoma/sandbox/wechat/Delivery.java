package io.saoma.sandbox.wechat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends answers: at once, late, byte by byte, or not at all. No request thread waits meanwhile. */
final class Delivery {
  private final ScheduledExecutorService later;

  Delivery(ScheduledExecutorService later) {
    this.later = later;
  }

  void now(HttpServletResponse response, Answer answer) throws IOException {
    head(response, answer);
    response.getOutputStream().write(answer.body());
  }

  void suffer(
      HttpServletRequest request, HttpServletResponse response, Answer answer, Fault fault) {
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    schedule(async, fault.delay(), () -> begin(async, response, answer, fault));
  }

  private void begin(AsyncContext async, HttpServletResponse response, Answer answer, Fault fault)
      throws IOException {
    if (fault.dropReply()) {
      drop(async, response);
    } else if (fault.drip().isZero()) {
      now(response, answer);
      async.complete();
    } else {
      head(response, answer);
      response.flushBuffer();
      drip(async, response.getOutputStream(), answer.body(), 0, fault.drip());
    }
  }

  private static void head(HttpServletResponse response, Answer answer) {
    response.setStatus(answer.status());
    response.setContentType(answer.contentType());
    response.setContentLength(answer.body().length);
  }

  private void drip(
      AsyncContext async, ServletOutputStream out, byte[] body, int next, Duration pause)
      throws IOException {
    if (next == body.length) {
      async.complete();
      return;
    }
    out.write(body[next]);
    out.flush();
    schedule(async, pause, () -> drip(async, out, body, next + 1, pause));
  }

  /**
   * Breaks a promise: a length is announced, no byte follows, and so the container has to cut the
   * connection. Servlets know no other way that works in every container.
   */
  private static void drop(AsyncContext async, HttpServletResponse response) throws IOException {
    response.setContentLength(1);
    response.flushBuffer();
    async.complete();
  }

  private interface Step {
    void run() throws IOException;
  }

  private void schedule(AsyncContext async, Duration pause, Step step) {
    Runnable task =
        () -> {
          try {
            step.run();
          } catch (IOException | IllegalStateException e) {
            async.complete(); // the caller did not wait
          }
        };
    var unused = later.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
  }
}
