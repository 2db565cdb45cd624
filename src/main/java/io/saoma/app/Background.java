package io.saoma.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The few threads of a deployment that belong to no request. */
final class Background implements AutoCloseable {
  static final Duration POOL_PERIOD = Duration.ofSeconds(2);
  static final Duration HOUSEKEEPING_PERIOD = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(Background.class.getName());
  private static final int ANSWERING = 4;
  private static final int PERIODIC = 2;

  private final ExecutorService answering =
      Executors.newFixedThreadPool(ANSWERING, named("answer"));

  /** One thread for each task: an upstream that draws slowly keeps nobody from tidying up. */
  private final ScheduledExecutorService periodic =
      Executors.newScheduledThreadPool(PERIODIC, named("periodic"));

  /** Runs what a request must not wait for. */
  Executor executor() {
    return answering;
  }

  /** Repeats {@code task}, first now; a failure is logged and the next time comes all the same. */
  void every(Duration period, Runnable task) {
    var unused =
        periodic.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A periodic task failed and will be tried again", e);
              }
            },
            0,
            period.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static ThreadFactory named(String name) {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, "saoma-" + name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    periodic.shutdownNow();
    answering.shutdown();
  }
}
