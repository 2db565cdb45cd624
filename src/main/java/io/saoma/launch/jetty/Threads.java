package io.saoma.launch.jetty;

import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** Who runs the requests: virtual threads where the JVM has them, at most so many at once. */
final class Threads {
  private static final int REQUESTS_AT_ONCE = 256;

  private Threads() {}

  static ThreadPool pool() {
    var pool = new QueuedThreadPool(REQUESTS_AT_ONCE);
    pool.setName("http");
    if (VirtualThreads.areSupported()) {
      var virtual = new VirtualThreadPool();
      virtual.setName("request-");
      virtual.setMaxConcurrentTasks(REQUESTS_AT_ONCE);
      pool.setVirtualThreadsExecutor(virtual);
    }
    return pool;
  }
}
