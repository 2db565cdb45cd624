package io.saoma.connector.wechat;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The body of a request that leaves this machine at most once. The JDK's HTTP client sends a GET
 * again, unasked, when the connection closes before an answer begins; WeChat has spent the login
 * code by then and answers 40163, and the person could not sign in. The client asks for the length
 * once per sending: the second question fails the call.
 */
final class SentOnce implements BodyPublisher {
  private final BodyPublisher body;
  private final AtomicBoolean sent = new AtomicBoolean();

  SentOnce(BodyPublisher body) {
    this.body = body;
  }

  @Override
  public long contentLength() {
    if (sent.getAndSet(true)) {
      throw new IllegalStateException("a request is sent once");
    }
    return body.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(subscriber);
  }
}
