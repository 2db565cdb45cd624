package io.saoma.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The CPU time that a process and its children have used. */
record Cpu(ProcessHandle process) {
  /** Of the kernel's clock for {@code /proc}: 100 a second, on every Linux. */
  private static final double MILLIS_A_TICK = 10;

  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int USER_OF_ENDED_CHILDREN = 13;
  private static final int SYSTEM_OF_ENDED_CHILDREN = 14;

  /** Milliseconds since it began. */
  double millis() {
    return ticks(process, USER, SYSTEM, USER_OF_ENDED_CHILDREN, SYSTEM_OF_ENDED_CHILDREN)
            * MILLIS_A_TICK
        + process.children().mapToDouble(child -> ticks(child, USER, SYSTEM)).sum() * MILLIS_A_TICK;
  }

  private static double ticks(ProcessHandle process, int... fields) {
    try {
      var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      // The second field is a name in parentheses, which may hold blanks.
      var values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      var ticks = 0.0;
      for (var field : fields) {
        ticks += Long.parseLong(values[field]);
      }
      return ticks;
    } catch (NoSuchFileException ended) {
      return 0; // its parent has the time now
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
