package io.saoma.connector.wechat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** All that anyone in this JVM logs at any level, while it is open. */
final class CapturedLog extends Handler implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  private final Level before = ROOT.getLevel();
  private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

  CapturedLog() {
    setLevel(Level.ALL);
    ROOT.setLevel(Level.ALL);
    ROOT.addHandler(this);
  }

  /** Every line with its stack trace; not those of the JDK's server, which plays WeChat here. */
  String text() {
    var text = new StringWriter();
    var formatter = new SimpleFormatter();
    for (var record : records) {
      text.append(formatter.format(record));
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace(new PrintWriter(text, true));
      }
    }
    return text.toString();
  }

  long count(Level level) {
    return records.stream().filter(record -> record.getLevel().equals(level)).count();
  }

  @Override
  public void publish(LogRecord record) {
    if (!String.valueOf(record.getLoggerName()).startsWith("com.sun.net.httpserver")) {
      records.add(record);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
    ROOT.setLevel(before);
  }
}
