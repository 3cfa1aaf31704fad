package switchboard.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import switchboard.runtime.Journal.Unavailable;
import switchboard.runtime.Lease;

/// A desk's lease in PostgreSQL, over a connection of its own, which it opens when needed and drops after any failure.
///
/// The leader also holds an advisory lock, which PostgreSQL takes from a process that has died. A candidate who gets that lock need not wait for
/// the lead to lapse, only so long as a living leader could need to come back over another connection.
final class PostgresLease implements Lease {
  /// A lead that was not renewed for so long is anybody's.
  static final String LAPSES_AFTER = "3 seconds";

  /// The same where the leader's connection has gone.
  private static final String LOST_AFTER = "1500 milliseconds";

  /// A node that was not heard of for so long has gone, with all its sessions.
  private static final String GONE_AFTER = "5 seconds";

  /// A leader that the others cannot reach gives up when it found so more often than this in a row; where the bus is away for all, all notice
  /// within that time.
  private static final int UNREACHABLE_TIMES_MAX = 3;

  private static final int PATIENCE_S = 2;
  private static final int LOCK = 0x5B_0A_2D;

  private final Database database;
  private final int desk;
  private final String node;
  private final boolean alone;
  private @Nullable Connection connection;
  private boolean locked;
  private boolean leads; // as of the last answer
  private int unreachableTimes;
  private final Set<String> living = new LinkedHashSet<>(); // as of the last answer

  /// @param node names this start of the server
  /// @param alone whether no other node is meant to be there: a leader without a connection is then dead for certain
  PostgresLease(Database database, int desk, String node, boolean alone) {
    this.database = database;
    this.desk = desk;
    this.node = node;
    this.alone = alone;
  }

  @Override
  public synchronized Held contend(boolean reachable) throws Unavailable {
    return tried("contend for the lead", open -> contend(open, reachable));
  }

  private Held contend(Connection open, boolean reachable) throws SQLException {
    boolean anotherIsReachable = sayAlive(open, reachable);
    unreachableTimes = reachable || !anotherIsReachable ? 0 : unreachableTimes + 1;
    if (unreachableTimes > (leads ? UNREACHABLE_TIMES_MAX : 0)) {
      giveUp(open);
      leads = false;
      return held(open);
    }
    locked |= tryLock(open);
    Held ours = takeOrRenew(open);
    leads = ours != null;
    if (ours != null) {
      return ours;
    }
    if (locked) {
      unlock(open);
    }
    return held(open);
  }

  /// @return whether another node can be reached
  private boolean sayAlive(Connection open, boolean reachable) throws SQLException {
    update(
        open,
        """
        insert into node (id, reachable, seen_at) values (?, ?, clock_timestamp())
        on conflict (id)
        do update set reachable = excluded.reachable, seen_at = excluded.seen_at
        """,
        node,
        reachable);
    living.clear();
    boolean another = false;
    try (PreparedStatement ask =
            open.prepareStatement(
                "select id, reachable from node where seen_at > clock_timestamp() - interval '%s'"
                    .formatted(GONE_AFTER));
        ResultSet rows = ask.executeQuery()) {
      while (rows.next()) {
        living.add(rows.getString(1));
        another |= rows.getBoolean(2) && !rows.getString(1).equals(node);
      }
    }
    return another;
  }

  private boolean tryLock(Connection open) throws SQLException {
    if (locked) {
      return true;
    }
    try (PreparedStatement statement =
        open.prepareStatement("select pg_try_advisory_lock(?, ?)")) {
      statement.setInt(1, LOCK);
      statement.setInt(2, desk);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void unlock(Connection open) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute("select pg_advisory_unlock_all()");
    }
    locked = false;
  }

  private @Nullable Held takeOrRenew(Connection open) throws SQLException {
    try (PreparedStatement take =
        open.prepareStatement(
            """
            update lead
            set term = term + case when node = ? then 0 else 1 end,
                node = ?,
                renewed_at = clock_timestamp()
            where desk = ?
              and (node is null or node = ? or renewed_at < clock_timestamp() - interval '%s'
                or ? and (? or renewed_at < clock_timestamp() - interval '%s'))
            returning term
            """
                .formatted(LAPSES_AFTER, LOST_AFTER))) {
      take.setString(1, node);
      take.setString(2, node);
      take.setInt(3, desk);
      take.setString(4, node);
      take.setBoolean(5, locked);
      take.setBoolean(6, alone);
      try (ResultSet row = take.executeQuery()) {
        return row.next() ? new Held(node, row.getLong(1), living) : null;
      }
    }
  }

  private Held held(Connection open) throws SQLException {
    try (PreparedStatement ask =
        open.prepareStatement("select node, term from lead where desk = ?")) {
      ask.setInt(1, desk);
      try (ResultSet row = ask.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("the database has no lead of desk %d".formatted(desk));
        }
        return new Held(row.getString(1), row.getLong(2), living);
      }
    }
  }

  @Override
  public synchronized void release() throws Unavailable {
    tried(
        "release the lead",
        open -> {
          giveUp(open);
          return true;
        });
  }

  private void giveUp(Connection open) throws SQLException {
    update(open, "update lead set node = null where desk = ? and node = ?", desk, node);
    unlock(open);
  }

  @Override
  public synchronized void close() {
    try {
      if (connection != null) {
        update(connection, "delete from node where id = ? or seen_at < now() - interval '1 hour'", node);
      }
    } catch (SQLException e) {
      // The others will see it soon enough.
    } finally {
      disconnect();
    }
  }

  private static void update(Connection open, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = open.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  private interface Work<T> {
    T on(Connection open) throws SQLException;
  }

  private <T> T tried(String what, Work<T> work) throws Unavailable {
    try {
      if (connection == null) {
        connection = database.connect("switchboard lead " + desk, PATIENCE_S, PATIENCE_S);
      }
      return work.on(connection);
    } catch (SQLException e) {
      disconnect();
      throw JournalWriter.unavailable("cannot " + what, desk, e);
    }
  }

  private void disconnect() {
    locked = false;
    if (connection != null) {
      Database.drop(connection);
      connection = null;
    }
  }
}
