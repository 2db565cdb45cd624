package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.ticket.Moves;
import io.saoma.ticket.TicketState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R05 and I15: kill -9 of every node changes no ticket's state, and loses nothing it had said. */
class KilledNodeTest {
  private static final int ACKNOWLEDGED = 60;

  @Test
  void allNodesOnPostgreSqlAreKilled() throws IOException {
    assertNothingLost(TestDatabase.postgreSql(), 3);
  }

  @Test
  void theNodeOnH2IsKilled() throws IOException {
    assertNothingLost(TestDatabase.h2(), 1);
  }

  /** What a node said of a ticket. */
  private record Said(String id, TicketState state, int version) {
    static Said parse(String line) {
      var words = line.split(" ", 4);
      return new Said(words[0], TicketState.valueOf(words[1]), Integer.parseInt(words[2]));
    }
  }

  private static void assertNothingLost(TestDatabase database, int nodes) throws IOException {
    try (var rows = database) {
      var said = saidUntilKilled(rows, nodes);
      assertThat(said).extracting(Said::state).contains(TicketState.values());
      var tickets = new JpaTickets(rows.database());
      var given = new Given(rows.database());
      for (var acknowledged : said) {
        var ticket = given.again(acknowledged.id());
        assertThat(ticket.state()).isEqualTo(acknowledged.state());
        assertThat(ticket.version()).isEqualTo(acknowledged.version());
        // The flow goes on from where it was; what had been used stays used.
        var goesOn = Protocol.steps().filter(step -> step.from() == ticket.state()).findFirst();
        goesOn.ifPresent(
            step -> assertThat(tickets.move(ticket, step.move().apply(given))).isTrue());
        if (ticket.state() == TicketState.CONSUMED) {
          assertThat(tickets.move(ticket, Moves.consumed())).isFalse();
        }
      }
    }
  }

  private static List<Said> saidUntilKilled(TestDatabase rows, int nodes) throws IOException {
    var processes = new ArrayList<Process>();
    var said = new ArrayList<Said>();
    try {
      for (int i = 0; i < nodes; i++) {
        processes.add(start(rows.settings()));
      }
      var readers = processes.stream().map(Process::inputReader).toList();
      for (var reader : readers) {
        IntStream.range(0, ACKNOWLEDGED).forEach(i -> said.add(Said.parse(line(reader))));
      }
      // By its handle: the process's own method would close what is left in the pipe.
      processes.forEach(process -> process.toHandle().destroyForcibly());
      for (var reader : readers) {
        // What was in the pipe when the node died was acknowledged too.
        reader
            .lines()
            .filter(line -> line.endsWith(" " + KilledNode.END))
            .map(Said::parse)
            .forEach(said::add);
      }
      processes.forEach(process -> process.onExit().join());
      return said;
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private static String line(BufferedReader reader) {
    try {
      var line = reader.readLine();
      assertThat(line).as("the node's next line").isNotNull();
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process start(DatabaseSettings settings) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            KilledNode.class.getName(),
            settings.url(),
            settings.user())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
