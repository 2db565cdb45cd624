package io.saoma.connector.wechat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body of at most so many bytes and cuts the connection at the next one: a length that the
 * upstream announces, or does not announce, is worth nothing.
 */
final class CappedBody implements BodySubscriber<byte[]> {
  private final int cap;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();

  private CappedBody(int cap) {
    this.cap = cap;
  }

  /** At most {@code cap} bytes of an answer with status 200, and none of any other. */
  static BodyHandler<byte[]> of(int cap) {
    return info -> new CappedBody(info.statusCode() == 200 ? cap : 0);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription upstream) {
    subscription.set(upstream);
    if (cap == 0) {
      upstream.cancel();
      body.complete(new byte[0]);
    } else {
      upstream.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (var buffer : buffers) {
      if (body.isDone()) {
        return;
      }
      if (buffer.remaining() > cap - read.size()) {
        Optional.ofNullable(subscription.get()).ifPresent(Subscription::cancel);
        body.completeExceptionally(new BodyTooLongException());
        return;
      }
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      read.writeBytes(bytes);
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(read.toByteArray());
  }
}
