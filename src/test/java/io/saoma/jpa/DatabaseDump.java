package io.saoma.jpa;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All rows of all tables as text; bytes as Latin-1, so that plain text inside them is found. */
final class DatabaseDump {
  private DatabaseDump() {}

  static String of(Connection connection) throws SQLException {
    var dump = new StringBuilder();
    for (var table : tables(connection)) {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT * FROM " + table)) {
        while (rows.next()) {
          append(dump.append(table), rows);
        }
      }
    }
    return dump.toString();
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT table_name FROM information_schema.tables"
                    + " WHERE LOWER(table_schema) = 'public' ORDER BY table_name")) {
      while (rows.next()) {
        tables.add('"' + rows.getString(1) + '"');
      }
    }
    return tables;
  }

  private static void append(StringBuilder dump, ResultSet row) throws SQLException {
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      var value = row.getObject(i);
      dump.append('|');
      dump.append(value instanceof byte[] bytes ? new String(bytes, ISO_8859_1) : value);
    }
    dump.append('\n');
  }
}
