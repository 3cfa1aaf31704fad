package switchboard.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What all conversations of a desk are found by, closed ones too. Blocks.
public final class PostgresArchive {
  private final DataSource database;
  private final int desk;

  public PostgresArchive(DataSource database, int desk) {
    this.database = database;
    this.desk = desk;
  }

  /// @param outcome name of the `Outcome`; null while open
  /// @param agent who answered last; null when nobody did
  public record Past(
      long number,
      @Nullable String outcome,
      long launchedAtMs,
      String topic,
      @Nullable String agent) {}

  /// A customer's conversations, newest first.
  public List<Past> conversationsOf(String customer, int countMax) throws SQLException {
    String query =
        """
        select number, outcome, launched_at_ms, coalesce(subject, topic, '') as topic, agent_name
        from conversation
        where desk = ? and customer = ?
        order by number desc
        limit ?
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(query)) {
      select.setInt(1, desk);
      select.setString(2, customer);
      select.setInt(3, countMax);
      List<Past> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(
              new Past(
                  row.getLong("number"),
                  row.getString("outcome"),
                  row.getLong("launched_at_ms"),
                  row.getString("topic"),
                  row.getString("agent_name")));
        }
      }
      return found;
    }
  }

  /// Whose conversation it is, or null where there is none.
  public @Nullable String customerOf(long conversation) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select customer from conversation where desk = ? and number = ?")) {
      select.setInt(1, desk);
      select.setLong(2, conversation);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }
}
