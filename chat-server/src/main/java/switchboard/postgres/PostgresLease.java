package switchboard.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
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

  /// How long others leave a lead to the node that should take it. With all that comes before, within the goal for a failover.
  private static final int HOLD_BACK_MS = 700;

  private static final int PATIENCE_S = 2;
  private static final int LOCK = 0x5B_0A_2D;

  private final Database database;
  private final int desk;
  private final String node;
  private final boolean alone;
  private final BooleanSupplier holdsBack;
  private @Nullable Connection connection;
  private boolean locked;
  private boolean leads; // as of the last answer
  private int unreachableTimes;
  private final Set<String> living = new LinkedHashSet<>(); // as of the last answer

  /// @param node names this start of the server
  /// @param alone whether no other node is meant to be there: a leader without a connection is then dead for certain
  /// @param holdsBack whether another node should take a lead that lapsed, so that this one leaves it to that for a moment
  PostgresLease(
      Database database, int desk, String node, boolean alone, BooleanSupplier holdsBack) {
    this.database = database;
    this.desk = desk;
    this.node = node;
    this.alone = alone;
    this.holdsBack = holdsBack;
  }

  @Override
  public synchronized Held contend(boolean reachable) throws Unavailable {
    return tried("contend for the lead", open -> contend(open, reachable));
  }

  private Held contend(Connection open, boolean reachable) throws SQLException {
    boolean anotherIsReachable = sayAlive(open, reachable);
    unreachableTimes = reachable || !anotherIsReachable ? 0 : unreachableTimes + 1;
    if (unreachableTimes > (leads ? UNREACHABLE_TIMES_MAX : 0)) {
      giveUp(open, null);
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

  /// @return whether another node can be reached that could lead the desk
  private boolean sayAlive(Connection open, boolean reachable) throws SQLException {
    update(
        open,
        """
        insert into node (id, reachable, seen_at, desks) values (?, ?, clock_timestamp(), array[?])
        on conflict (id)
        do update set reachable = excluded.reachable, seen_at = excluded.seen_at,
          desks = case
            when node.desks @> excluded.desks then node.desks
            else node.desks || excluded.desks
          end
        """,
        node,
        reachable,
        desk);
    living.clear();
    boolean another = false;
    try (PreparedStatement ask =
            open.prepareStatement(
                "select id, reachable and %d = any(desks) from node where seen_at > clock_timestamp() - interval '%s'"
                    .formatted(desk, GONE_AFTER));
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
                heir = null,
                renewed_at = clock_timestamp()
            where desk = ?
              and (node = ?
                or node is null
                  and (heir is null or heir = ?
                    or renewed_at < clock_timestamp() - interval '%1$s milliseconds')
                or renewed_at < clock_timestamp() - interval '%2$s' - ? * interval '1 millisecond'
                or ? and (? or renewed_at
                  < clock_timestamp() - interval '%3$s' - ? * interval '1 millisecond'))
            returning term
            """
                .formatted(HOLD_BACK_MS, LAPSES_AFTER, LOST_AFTER))) {
      int holdBackMs = holdsBack.getAsBoolean() ? HOLD_BACK_MS : 0;
      take.setString(1, node);
      take.setString(2, node);
      take.setInt(3, desk);
      take.setString(4, node);
      take.setString(5, node);
      take.setInt(6, holdBackMs);
      take.setBoolean(7, locked);
      take.setBoolean(8, alone);
      take.setInt(9, holdBackMs);
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
  public synchronized void release(@Nullable String heir) throws Unavailable {
    tried(
        "release the lead",
        open -> {
          giveUp(open, heir);
          return true;
        });
  }

  private void giveUp(Connection open, @Nullable String heir) throws SQLException {
    try (PreparedStatement free =
        open.prepareStatement(
            """
            update lead set node = null, heir = ?, renewed_at = clock_timestamp()
            where desk = ? and node = ?
            """)) {
      free.setString(1, heir);
      free.setInt(2, desk);
      free.setString(3, node);
      free.executeUpdate();
    }
    unlock(open);
  }

  @Override
  public synchronized void close() {
    try {
      if (connection != null) {
        update(connection, "update node set desks = array_remove(desks, ?) where id = ?", desk, node);
        update(
            connection,
            "delete from node where id = ? and desks = '{}' or seen_at < now() - interval '1 hour'",
            node);
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
