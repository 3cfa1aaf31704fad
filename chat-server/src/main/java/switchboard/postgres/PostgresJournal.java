package switchboard.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;
import switchboard.runtime.EventCodec;
import switchboard.runtime.Journal;
import switchboard.runtime.NewerJournal;

/// A desk's journal in PostgreSQL. It writes over a connection of its own, a batch with all that follows from it in one statement and so in
/// one round trip and one commit, and reads over the pool.
final class PostgresJournal implements Journal {
  /// Rows that a replay holds at a time.
  private static final int FETCH_ROWS = 2_000;

  private static final int SNAPSHOTS_KEPT = 2;

  private static final String ENTRY_COLUMNS =
      "sequence, at_ms, actor_kind, actor, actor_name, request, conversation, position, type, version, event";

  private final DataSource pool;
  private final int desk;
  private final JournalWriter writer;

  PostgresJournal(Database database, DataSource pool, int desk) throws SQLException {
    this.pool = pool;
    this.desk = desk;
    this.writer = new JournalWriter(database, desk);
    writer.connectNow();
  }

  @Override
  public void append(Batch batch) throws Fenced, Unavailable {
    writer.append(batch);
  }

  @Override
  public void replay(long afterSequence, Consumer<Entry> reader) throws Unavailable {
    read(
        "select %s from journal where desk = ? and sequence > ? order by sequence"
            .formatted(ENTRY_COLUMNS),
        List.of(desk, afterSequence),
        rows -> {
          while (rows.next()) {
            reader.accept(entry(rows));
          }
          return true;
        });
  }

  @Override
  public long newestSequence() throws Unavailable {
    return read(
        "select coalesce(max(sequence), 0) from journal where desk = ?",
        List.of(desk),
        rows -> rows.next() ? rows.getLong(1) : 0);
  }

  @Override
  public List<Entry> conversation(long conversation, int after, int upTo) throws Unavailable {
    return read(
        """
        select %s from journal
        where desk = ? and conversation = ? and conversation > 0 and position > ? and position <= ?
        order by position
        """
            .formatted(ENTRY_COLUMNS),
        List.of(desk, conversation, after, upTo),
        rows -> {
          List<Entry> entries = new ArrayList<>();
          while (rows.next()) {
            entries.add(entry(rows));
          }
          return entries;
        });
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("sequence"),
        row.getLong("at_ms"),
        new Actor(
            Actor.Kind.valueOf(row.getString("actor_kind")),
            row.getString("actor"),
            row.getString("actor_name")),
        row.getString("request"),
        row.getLong("conversation"),
        row.getInt("position"),
        EventCodec.read(row.getString("type"), row.getInt("version"), row.getBytes("event")));
  }

  @Override
  public @Nullable Snapshot newestSnapshot() throws Unavailable {
    List<Snapshot> newest =
        read(
            """
            select sequence, version, state from snapshot
            where desk = ? order by sequence desc limit 1
            """,
            List.of(desk),
            rows ->
                rows.next()
                    ? List.of(new Snapshot(rows.getLong(1), rows.getInt(2), rows.getBytes(3)))
                    : List.of());
    return newest.isEmpty() ? null : newest.getFirst();
  }

  @Override
  public void saveSnapshot(Snapshot snapshot) throws Unavailable {
    try (Connection connection = pool.getConnection();
        PreparedStatement save =
            connection.prepareStatement(
                """
                insert into snapshot (desk, sequence, version, state) values (?, ?, ?, ?)
                on conflict (desk, sequence)
                do update set version = excluded.version, state = excluded.state
                """);
        PreparedStatement forget =
            connection.prepareStatement(
                """
                delete from snapshot where desk = ? and sequence <
                  (select sequence from snapshot
                   where desk = ? order by sequence desc limit 1 offset ?)
                """)) {
      save.setInt(1, desk);
      save.setLong(2, snapshot.sequence());
      save.setInt(3, snapshot.version());
      save.setBytes(4, snapshot.state());
      save.executeUpdate();
      forget.setInt(1, desk);
      forget.setInt(2, desk);
      forget.setInt(3, SNAPSHOTS_KEPT - 1);
      forget.executeUpdate();
    } catch (SQLException e) {
      throw unavailable("save a snapshot", e);
    }
  }

  @Override
  public void claimFormat() throws Unavailable {
    try (Connection connection = pool.getConnection();
        PreparedStatement claim =
            connection.prepareStatement(
                "update desk set format = greatest(format, ?) where id = ? returning format")) {
      claim.setInt(1, EventCodec.FORMAT);
      claim.setInt(2, desk);
      try (ResultSet row = claim.executeQuery()) {
        row.next();
        requireReadable(desk, row.getInt(1));
      }
    } catch (SQLException e) {
      throw unavailable("claim the format of the journal", e);
    }
  }

  /// @throws NewerJournal it is not
  static void requireReadable(int desk, int format) {
    if (format > EventCodec.FORMAT) {
      throw new NewerJournal("the journal of desk %d is of format %d".formatted(desk, format));
    }
  }

  /// Drawn from what a restore changes: the timeline by going back in time, the system by restoring into another cluster, the table's number
  /// by restoring into this one. A copy of the whole data folder that is put back changes none of them; then the desk's own part is to be
  /// changed by hand.
  @Override
  public String epoch() throws Unavailable {
    return read(
        """
        select concat_ws(' ', desk.epoch, system.system_identifier, checkpoint.timeline_id,
                         'journal'::regclass::oid)
        from desk, pg_control_system() as system, pg_control_checkpoint() as checkpoint
        where desk.id = ?
        """,
        List.of(desk),
        rows -> {
          if (!rows.next()) {
            throw new IllegalStateException("the database has no desk %d".formatted(desk));
          }
          byte[] marks = rows.getString(1).getBytes(StandardCharsets.UTF_8);
          return UUID.nameUUIDFromBytes(marks).toString();
        });
  }

  @Override
  public void close() {
    writer.close();
  }

  private <T> T read(String sql, List<? extends Number> parameters, Rows<T> reader)
      throws Unavailable {
    try (Connection connection = pool.getConnection()) {
      // The driver fetches in portions only inside a transaction; the pool ends it.
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setFetchSize(FETCH_ROWS);
        for (int i = 0; i < parameters.size(); i++) {
          statement.setObject(i + 1, parameters.get(i));
        }
        try (ResultSet rows = statement.executeQuery()) {
          return reader.read(rows);
        }
      }
    } catch (SQLException e) {
      throw unavailable("read the journal", e);
    }
  }

  private interface Rows<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private Unavailable unavailable(String what, SQLException cause) {
    return JournalWriter.unavailable("cannot " + what, desk, cause);
  }
}
