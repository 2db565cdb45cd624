package io.saoma.connector.wechat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One base URL, as HTTP: its connections, its circuit breaker, its bounds. Never follows a
 * redirect, which would carry the AppSecret to another host, and never repeats what the network
 * said, whose messages may quote the URL.
 */
final class Upstream implements AutoCloseable {
  private static final int THREADS = 4;

  private final String baseUrl;
  private final Limits limits;
  private final CircuitBreaker breaker;
  private final ExecutorService executor = executor();
  private final HttpClient client;

  /**
   * @param tls what a test changes about the client, e.g. whom it trusts
   */
  Upstream(URI baseUrl, Limits limits, InstantSource clock, UnaryOperator<HttpClient.Builder> tls) {
    ClientLog.silence();
    this.baseUrl = baseUrl.toString().replaceFirst("/$", "");
    this.limits = limits;
    this.breaker = new CircuitBreaker(limits.breaker(), clock);
    this.client =
        tls.apply(
                HttpClient.newBuilder()
                    // One connection, one call: cutting a call cuts nothing else.
                    .version(Version.HTTP_1_1)
                    .followRedirects(Redirect.NEVER)
                    .connectTimeout(limits.connect())
                    .executor(executor))
            .build();
  }

  /** The URL of {@code path}, which may hold a secret and is not to be shown. */
  URI at(String path) {
    return URI.create(baseUrl + path);
  }

  /**
   * Sends {@code request} and has its answer's body read. The future always completes, with a
   * value, within the budget of a call: what comes later, or byte by byte, is cut off.
   *
   * @param cap the longest body, in bytes
   */
  <T> CompletableFuture<Answer<T>> send(
      HttpRequest request, int cap, Function<byte[], Answer<T>> read) {
    var permit = breaker.acquire();
    if (permit.isEmpty()) {
      return CompletableFuture.completedFuture(
          Answer.failed(Failure.unreachable("It did not answer lately and is left alone.")));
    }
    var exchange = begin(request, cap);
    return exchange
        .copy()
        .orTimeout(limits.call().toNanos(), TimeUnit.NANOSECONDS)
        .handle(
            (response, failure) -> {
              if (failure != null) {
                exchange.cancel(true);
              }
              return failure == null ? read(response, read) : Upstream.<T>silence(failure);
            })
        .whenComplete((answer, bug) -> permit.get().report(bug == null && isAnswer(answer)));
  }

  /** A call that cannot even begin fails like any other: its permit has to be reported, too. */
  private CompletableFuture<HttpResponse<byte[]>> begin(HttpRequest request, int cap) {
    try {
      return client.sendAsync(request, CappedBody.of(cap));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static boolean isAnswer(Answer<?> answer) {
    return answer.fold(value -> true, failure -> failure.kind().isAnswer());
  }

  private static <T> Answer<T> read(
      HttpResponse<byte[]> response, Function<byte[], Answer<T>> read) {
    return response.statusCode() == 200
        ? read.apply(response.body())
        : Answer.failed(Failure.unreachable("HTTP status " + response.statusCode() + "."));
  }

  private static <T> Answer<T> silence(Throwable failure) {
    return Answer.failed(Failure.unreachable(reason(failure)));
  }

  private static String reason(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return "The TLS handshake failed: is its certificate valid for the host of `base_url`?";
      }
      if (cause instanceof HttpConnectTimeoutException || cause instanceof TimeoutException) {
        return "No answer in time.";
      }
      if (cause instanceof BodyTooLongException) {
        return "The answer is longer than WeChat's are.";
      }
    }
    return "The connection failed.";
  }

  /** Lets calls under way end, and its threads with them. */
  @Override
  public void close() {
    // Since Java 21 the client has a close(); before, it ends when it is forgotten.
    if (client instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("the HTTP client did not close", e);
      }
    }
    executor.shutdown();
  }

  /** A few threads for handshakes and parsing; none of them ever waits for an answer. */
  private static ExecutorService executor() {
    var executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              var thread = new Thread(task, "wechat");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
