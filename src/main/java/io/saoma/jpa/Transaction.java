package io.saoma.jpa;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A thread's transaction. */
final class Transaction {
  private final Connection connection;
  private final Connection lent;
  private final List<Runnable> afterwards = new ArrayList<>();
  private boolean failed;

  /** Begins one on {@code connection}, which its caller closes. */
  Transaction(Connection connection) throws SQLException {
    this.connection = connection;
    this.lent = lent(connection);
    connection.setAutoCommit(false);
  }

  /** What is done with a connection. */
  @FunctionalInterface
  interface Step<T> {
    T run(Connection connection) throws SQLException;
  }

  /** What failed half way is taken back with everything around it, whoever catches the failure. */
  <T> T join(Step<T> step) throws SQLException {
    var succeeded = false;
    try {
      var result = step.run(connection);
      succeeded = true;
      return result;
    } finally {
      failed |= !succeeded;
    }
  }

  /** Its connection, for somebody who closes it when he has read. */
  Connection lent() {
    return lent;
  }

  private static Connection lent(Connection connection) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("close")) {
            return null;
          }
          try {
            return method.invoke(connection, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (Connection)
        Proxy.newProxyInstance(
            Transaction.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
  }

  void afterwards(Runnable task) {
    afterwards.add(task);
  }

  /**
   * Makes it durable. A transaction that never came so far is taken back when its connection is
   * closed.
   */
  void commit() throws SQLException {
    if (failed) {
      throw new IllegalStateException("a step failed: the whole transaction is taken back");
    }
    connection.commit();
  }

  /** Does what was to be done once everything is durable. */
  void finish() {
    afterwards.forEach(Runnable::run);
  }
}
