package io.saoma.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement as JDBC takes it. Ours name parameters by their number, and one may stand in several
 * places; JDBC knows places only.
 *
 * @param order the number of the parameter for each place
 */
record Statement(String sql, List<Integer> order) {
  private static final Pattern PARAMETER = Pattern.compile("\\?([0-9]+)");

  /** Ours are constants, so that this is as long as the source is. */
  private static final ConcurrentMap<String, Statement> KNOWN = new ConcurrentHashMap<>();

  static Statement of(String text) {
    return KNOWN.computeIfAbsent(text, Statement::parse);
  }

  private static Statement parse(String text) {
    var order =
        PARAMETER.matcher(text).results().map(found -> Integer.valueOf(found.group(1))).toList();
    return new Statement(PARAMETER.matcher(text).replaceAll("?"), order);
  }

  /** How many rows it changed. */
  int change(Connection connection, @Nullable Object... parameters) throws SQLException {
    try (var prepared = prepare(connection, parameters)) {
      return prepared.executeUpdate();
    }
  }

  /** The rows it selects. */
  List<Object[]> rows(Connection connection, @Nullable Object... parameters) throws SQLException {
    try (var prepared = prepare(connection, parameters);
        var results = prepared.executeQuery()) {
      var rows = new ArrayList<Object[]>();
      var columns = results.getMetaData().getColumnCount();
      while (results.next()) {
        var row = new Object[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = results.getObject(i + 1);
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private PreparedStatement prepare(Connection connection, @Nullable Object... parameters)
      throws SQLException {
    var prepared = connection.prepareStatement(sql);
    for (int i = 0; i < order.size(); i++) {
      prepared.setObject(i + 1, parameters[order.get(i) - 1]);
    }
    return prepared;
  }
}
