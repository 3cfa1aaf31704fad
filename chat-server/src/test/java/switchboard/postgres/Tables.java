package switchboard.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/// Connections to a test's database.
final class Tables {
  private Tables() {}

  static PGSimpleDataSource source(TestDatabase database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.database().url());
    source.setUser(database.database().user());
    source.setPassword(database.database().password());
    return source;
  }

  static void execute(PGSimpleDataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
