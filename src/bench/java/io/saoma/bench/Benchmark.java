package io.saoma.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What an operation costs, as rows of a Markdown table. The environment's {@code BENCH_JAVA_HOME}
 * names the JDK that runs Saoma, {@code BENCH_SECONDS} how long a round is, {@code
 * BENCH_JAVA_OPTIONS} more options for it.
 */
final class Benchmark {
  private static final int AT_ONCE = 4;
  private static final int ANSWERS = 400;

  private static final int STARTS = 3;

  /** All of them are open before the first is told to ask again. */
  private static final int WAITING = 300;

  private final Deployment deployment;
  private final Load load;

  private Benchmark(Deployment deployment, Load load) {
    this.deployment = deployment;
    this.load = load;
  }

  public static void main(String[] none) throws Exception {
    var jvm = Path.of(environment("BENCH_JAVA_HOME", System.getProperty("java.home")));
    var options = List.of(environment("BENCH_JAVA_OPTIONS", "-Dbench").split(" ", -1));
    var round = Duration.ofSeconds(Long.parseLong(environment("BENCH_SECONDS", "4")));
    try (var deployment = new Deployment(jvm, options)) {
      new Benchmark(deployment, new Load(deployment, round)).run();
    }
    // The HTTP clients' threads would keep this process for a while.
    System.exit(0);
  }

  private static String environment(String name, String otherwise) {
    return Optional.ofNullable(System.getenv(name)).orElse(otherwise);
  }

  private void run() throws SQLException, IOException {
    start();
    say("| CPU of an operation, ms | Saoma | PostgreSQL | both |");
    say("|---|---|---|---|");
    var visitors = visitors("ES256");
    measure("QR login, ES256", visitors, Visitor::login);
    measure("QR login, RS256", visitors("RS256"), Visitor::login);
    measure("code flow with a session, ES256", visitors, Visitor::codeFlow);
    measure("code flow with a session, RS256", visitors("RS256"), Visitor::codeFlow);
    measure("refresh, ES256", visitors, Visitor::refresh);
    measure("refresh, RS256", visitors("RS256"), Visitor::refresh);
    measure("userinfo", visitors, Visitor::userInfo);
    measure("discovery", visitors, Visitor::discovery);
    measure("JWKS", visitors, Visitor::jwks);
    answers(visitors.get(0));
    waiting();
  }

  private void start() throws IOException {
    var starts = DoubleStream.generate(deployment::restart).limit(STARTS).sorted().toArray();
    say(
        "start to first answer, best of %d: %.1f s; resident after it %d MB, alive on the heap %d MB",
        STARTS, starts[0] / 1e3, deployment.resident() >> 20, deployment.heap() >> 20);
  }

  /** What a waiting page holds on the heap, its connection included. */
  private void waiting() throws IOException {
    var before = deployment.heap();
    var pages =
        Stream.generate(() -> new Visitor(deployment, "ES256").waits()).limit(WAITING).toList();
    // What was sent before a whole login is answered or parked after it.
    new Visitor(deployment, "ES256").login();
    var bytes = (deployment.heap() - before) / WAITING;
    var left = pages.stream().filter(page -> !page.isDone()).count();
    say("waiting pages: %d of %d parked, %.1f kB of heap each", left, WAITING, bytes / 1e3);
  }

  private List<Visitor> visitors(String client) {
    return Stream.generate(() -> new Visitor(deployment, client).signedIn())
        .limit(AT_ONCE)
        .toList();
  }

  private void measure(String name, List<Visitor> visitors, Consumer<Visitor> operation)
      throws SQLException {
    var cost = load.cheapest(visitors, operation);
    say("| %s | %.3f | %.3f | %.3f |", name, cost.saoma(), cost.database(), cost.sum());
  }

  private void answers(Visitor visitor) {
    var sorted = LongStream.generate(visitor::answerAfterConfirm).limit(ANSWERS).sorted().toArray();
    say(
        "confirmation sent to poll answered, of %d: p50 %.1f ms, p99 %.1f ms",
        ANSWERS, sorted[ANSWERS / 2] / 1e6, sorted[ANSWERS * 99 / 100] / 1e6);
  }

  private static void say(String line, Object... values) {
    System.out.printf(line + "%n", values);
  }
}
