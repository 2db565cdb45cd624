package io.saoma.jpa;

import io.saoma.ticket.Moves;
import io.saoma.ticket.TicketState;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A node in a process of its own, to be killed. It says what it has acknowledged, one line for each
 * ticket, and never stops by itself.
 */
final class KilledNode {
  /** Ends every line, so that half a line is known for one. */
  static final String END = ".";

  private KilledNode() {}

  @SuppressWarnings("InfiniteLoopStatement") // ends by being killed
  public static void main(String[] arguments) throws InterruptedException {
    var settings = new DatabaseSettings(arguments[0], arguments[1], Optional.empty(), 4);
    var database = new Database(settings);
    var given = new Given(database);
    stopHalfWay(database, given);
    while (true) {
      for (var state : TicketState.values()) {
        var ticket = given.in(state);
        say(ticket.id(), ticket.state(), ticket.version());
      }
    }
  }

  /** A step that is not committed when the node dies. */
  private static void stopHalfWay(Database database, Given given) throws InterruptedException {
    var seen = given.in(TicketState.DISPLAYED);
    var taken = new CountDownLatch(1);
    var thread =
        new Thread(
            () ->
                database.inOne(
                    () -> {
                      given.moved(seen, Moves.scanned(given.scan()));
                      taken.countDown();
                      return forever();
                    }));
    thread.setDaemon(true);
    thread.start();
    taken.await();
    say(seen.id(), seen.state(), seen.version());
  }

  private static boolean forever() {
    try {
      new CountDownLatch(1).await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void say(String id, TicketState state, int version) {
    System.out.println(id + " " + state + " " + version + " " + END);
    System.out.flush();
  }
}
