package switchboard.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import switchboard.runtime.Journal.Unavailable;
import switchboard.runtime.Standing;
import switchboard.runtime.Standings;

/// Reads from the tables `lead` and `node`, which the leases write.
final class PostgresStandings implements Standings {
  /// A node says twice a second that it lives. One that died is gone from here before another takes what it led, so nothing is handed to it.
  private static final String SEEN_WITHIN = "1500 milliseconds";

  private final DataSource pool;

  PostgresStandings(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public Standing now() throws Unavailable {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      return new Standing(leaders(statement), nodes(statement));
    } catch (SQLException e) {
      throw new Unavailable("cannot see how the desks lie on the nodes: " + e.getMessage(), e);
    }
  }

  private static SortedMap<Integer, Optional<String>> leaders(Statement statement)
      throws SQLException {
    SortedMap<Integer, Optional<String>> leaders = new TreeMap<>();
    try (ResultSet rows = statement.executeQuery("select desk, node from lead")) {
      while (rows.next()) {
        leaders.put(rows.getInt(1), Optional.ofNullable(rows.getString(2)));
      }
    }
    return leaders;
  }

  private static SortedMap<String, SortedSet<Integer>> nodes(Statement statement)
      throws SQLException {
    SortedMap<String, SortedSet<Integer>> nodes = new TreeMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            """
            select id, desks from node
            where reachable and seen_at > clock_timestamp() - interval '%s'
            """
                .formatted(SEEN_WITHIN))) {
      while (rows.next()) {
        Integer[] desks = (Integer[]) rows.getArray(2).getArray();
        nodes.put(rows.getString(1), new TreeSet<>(Arrays.asList(desks)));
      }
    }
    return nodes;
  }
}
