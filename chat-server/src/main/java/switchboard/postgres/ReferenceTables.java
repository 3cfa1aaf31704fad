package switchboard.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import switchboard.identity.StorageUnavailable;

/// Runs statements on tables that are no part of the journal. An outage becomes `StorageUnavailable`; anything else that fails is a fault of ours.
final class ReferenceTables {
  private final DataSource database;

  ReferenceTables(DataSource database) {
    this.database = database;
  }

  /// Something done with a connection.
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /// Makes a value of a row.
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> query(String sql, Row<T> reader, Object... parameters) {
    return connected(connection -> query(connection, sql, reader, parameters));
  }

  /// Number of rows that changed.
  int update(String sql, Object... parameters) {
    return connected(connection -> update(connection, sql, parameters));
  }

  /// Closing a connection gives back what was not committed.
  <T> T inTransaction(Work<T> work) {
    return connected(
        connection -> {
          connection.setAutoCommit(false);
          T result = work.on(connection);
          connection.commit();
          return result;
        });
  }

  /// Each statement is a transaction of its own.
  <T> T connected(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      if (SqlFaults.isOutage(e)) {
        throw new StorageUnavailable("PostgreSQL is away: " + e.getMessage(), e);
      }
      throw new IllegalStateException("PostgreSQL refused a statement: " + e.getMessage(), e);
    }
  }

  static <T> List<T> query(
      Connection connection, String sql, Row<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, parameters)) {
      List<T> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(reader.read(row));
        }
      }
      return rows;
    }
  }

  static int update(Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      switch (parameters[i]) {
        case Instant instant ->
            statement.setObject(i + 1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
        case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
        case byte[][] keys -> statement.setArray(i + 1, connection.createArrayOf("bytea", keys));
        case null -> statement.setNull(i + 1, Types.VARCHAR);
        default -> statement.setObject(i + 1, parameters[i]);
      }
    }
    return statement;
  }
}
