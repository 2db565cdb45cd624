package io.saoma.bench;

import static java.util.Comparator.comparingDouble;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What an operation costs, as rows of a Markdown table. The environment's {@code BENCH_JAVA_HOME}
 * names the JDK that runs Saoma, {@code BENCH_SECONDS} how long a round is, {@code
 * BENCH_JAVA_OPTIONS} more options for it, {@code BENCH_OPERATION} a part of the name of those
 * operations that are wanted.
 */
final class Benchmark {
  private static final int AT_ONCE = 4;

  /** 30 logins a second: no site gets more of a mini-program's codes than 37. */
  private static final Duration BETWEEN_LOGINS = Duration.ofSeconds(AT_ONCE).dividedBy(30);

  private static final int ANSWERS = 400;

  private static final int STARTS = 3;
  private static final int WARMING = 3;
  private static final int MEASURED = 5;

  /** All of them are open before the first is told to ask again. */
  private static final int WAITING = 300;

  private final Deployment deployment;
  private final Duration round;

  private Benchmark(Deployment deployment, Duration round) {
    this.deployment = deployment;
    this.round = round;
  }

  public static void main(String[] none) throws Exception {
    var jvm = Path.of(environment("BENCH_JAVA_HOME", System.getProperty("java.home")));
    var options = List.of(environment("BENCH_JAVA_OPTIONS", "-Dbench").split(" ", -1));
    var round = Duration.ofSeconds(Long.parseLong(environment("BENCH_SECONDS", "4")));
    try (var deployment = new Deployment(jvm, options)) {
      new Benchmark(deployment, round).run();
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
    var es256 = visitors("ES256");
    var rs256 = visitors("RS256");
    var operations =
        Stream.of(
                logins("QR login, ES256", es256),
                logins("QR login, RS256", rs256),
                load("code flow with a session, ES256", es256, Visitor::codeFlow),
                load("code flow with a session, RS256", rs256, Visitor::codeFlow),
                load("refresh, ES256", es256, Visitor::refresh),
                load("refresh, RS256", rs256, Visitor::refresh),
                load("userinfo", es256, Visitor::userInfo),
                load("discovery", es256, Visitor::discovery),
                load("JWKS", es256, Visitor::jwks))
            .filter(load -> load.name().contains(environment("BENCH_OPERATION", "")))
            .toList();
    // All of them before the first is measured: none pays for what the compiler does for another.
    rounds(WARMING, operations);
    rounds(MEASURED, operations)
        .forEach(
            (name, cost) ->
                say(
                    "| %s | %.3f | %.3f | %.3f |",
                    name, cost.saoma(), cost.database(), cost.sum()));
    answers(es256.get(0));
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

  private Load logins(String name, List<Visitor> visitors) {
    return new Load(name, deployment, visitors, Visitor::login, round, BETWEEN_LOGINS);
  }

  private Load load(String name, List<Visitor> visitors, Consumer<Visitor> operation) {
    return new Load(name, deployment, visitors, operation, round, Duration.ZERO);
  }

  /**
   * The cheapest round of each. Whatever else runs on the machine makes a round dearer, never
   * cheaper; by turns, so that a busy minute is nobody's alone.
   */
  private static Map<String, Load.Cost> rounds(int number, List<Load> operations)
      throws SQLException {
    var cheapest = new LinkedHashMap<String, Load.Cost>();
    for (int i = 0; i < number; i++) {
      for (var operation : operations) {
        cheapest.merge(
            operation.name(),
            operation.run(),
            BinaryOperator.minBy(comparingDouble(Load.Cost::sum)));
      }
    }
    return cheapest;
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
