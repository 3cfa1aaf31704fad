package switchboard.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import switchboard.runtime.EventCodec;
import switchboard.runtime.Journal.Batch;
import switchboard.runtime.Journal.Fenced;
import switchboard.runtime.Journal.Unavailable;

/// Appends batches to a desk's journal over one connection, which it opens when needed and drops after any failure. Its timeouts are short: a
/// PostgreSQL that hangs is found out in seconds, and whether the batch was stored is found out by appending it again.
final class JournalWriter implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_S = 2;
  private static final int SOCKET_TIMEOUT_S = 5;

  /// Shorter than the socket's, so that a statement given up here does not go on waiting there.
  private static final int STATEMENT_TIMEOUT_S = 4;

  /// The plans are made once, for ever, and must not depend on how full the tables were then: each looks up a few keys in an index.
  private static final String SESSION =
      """
      set statement_timeout = '%ds';
      set plan_cache_mode = force_generic_plan;
      set enable_seqscan = off;
      set enable_hashjoin = off;
      set enable_mergejoin = off;
      select set_config('synchronous_commit', 'on', false)
      where current_setting('synchronous_commit') = 'off'
      """
          .formatted(STATEMENT_TIMEOUT_S);

  /// Holds when the entry before is there: the journal has no gaps, even if it was put back to an earlier state under a running server.
  private static final String FOLLOWS =
      """
      with follows as materialized (
        select where ?::bigint = 0 or exists (select from journal where desk = ? and sequence = ?))
      """;

  private static final String INTO =
      """
      insert into journal
        (desk, sequence, batch, version, at_ms, conversation, position, type, actor_kind, actor,
         actor_name, request, event)
      """;

  /// What a quiet desk stores, a message at a time, is not worth the arrays.
  private static final String INSERT_ONE =
      INTO + "select ?, ? + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? from follows";

  private static final String INSERT =
      INTO
          + """
      select
        ?, ? + entry.place, ?, ?, at_ms, conversation, position, type, actor_kind, actor,
        actor_name, request, event
      from follows, unnest(?::bigint[], ?::bigint[], ?::integer[], ?::text[], ?::text[], ?::text[],
                           ?::text[], ?::text[], ?::bytea[]) with ordinality
        as entry (at_ms, conversation, position, type, actor_kind, actor, actor_name, request,
                  event, place)
      """;

  private final Database database;
  private final int desk;
  private @Nullable Link link; // of the appending thread
  private volatile @Nullable Connection connection;
  private volatile boolean closed;

  /// A connection with its statements, which PostgreSQL parses and plans once.
  ///
  /// @param entry stores one entry that changes nothing in the table of conversations
  /// @param entries stores any number of such entries
  /// @param entriesAndChanges stores entries that do
  /// @param owner finds the batch that an entry belongs to
  private record Link(
      PreparedStatement entry,
      PreparedStatement entries,
      PreparedStatement entriesAndChanges,
      PreparedStatement owner) {}

  JournalWriter(Database database, int desk) {
    this.database = database;
    this.desk = desk;
  }

  /// Connects ahead of the first append, which would otherwise wait for it. Before that, and from one thread.
  void connectNow() throws SQLException {
    try {
      link = connect();
    } catch (SQLException e) {
      disconnect();
      throw e;
    }
  }

  void append(Batch batch) throws Fenced, Unavailable {
    if (closed) {
      throw new Unavailable("the journal of desk %d is closed".formatted(desk), null);
    }
    try {
      if (link == null) {
        link = connect();
      }
      store(batch, link);
    } catch (SQLException e) {
      link = null;
      disconnect();
      throw unavailable("cannot append entry %d".formatted(batch.firstSequence()), desk, e);
    }
  }

  private Link connect() throws SQLException {
    Connection opened =
        database.connect("switchboard journal " + desk, CONNECT_TIMEOUT_S, SOCKET_TIMEOUT_S);
    connection = opened;
    if (closed) {
      Database.drop(opened);
    }
    try (Statement statement = opened.createStatement()) {
      statement.execute(SESSION);
    }
    String changes = ConversationChanges.upsert(", follows");
    return new Link(
        opened.prepareStatement(FOLLOWS + INSERT_ONE),
        opened.prepareStatement(FOLLOWS + INSERT),
        opened.prepareStatement(FOLLOWS + ", changes as (" + changes + ")" + INSERT),
        opened.prepareStatement("select batch from journal where desk = ? and sequence = ?"));
  }

  private void store(Batch batch, Link link) throws SQLException, Fenced {
    try {
      if (insert(batch, link) == 0) {
        throw new Fenced(
            "the journal of desk %d has no entry %d, which the batch goes on from"
                .formatted(desk, batch.firstSequence() - 1));
      }
    } catch (SQLException e) {
      if (!SqlFaults.isUniqueViolation(e)) {
        throw e;
      }
      requireOwn(batch, link, e);
    }
  }

  /// @return rows inserted
  private int insert(Batch batch, Link link) throws SQLException {
    ConversationChanges changes = new ConversationChanges(batch.entries());
    boolean one = changes.isEmpty() && batch.entries().size() == 1;
    PreparedStatement statement =
        one ? link.entry() : changes.isEmpty() ? link.entries() : link.entriesAndChanges();
    long previous = batch.firstSequence() - 1;
    int next = 1;
    statement.setLong(next++, previous);
    statement.setInt(next++, desk);
    statement.setLong(next++, previous);
    if (!changes.isEmpty()) {
      statement.setInt(next++, desk);
      next = changes.bind(statement, next);
    }
    statement.setInt(next++, desk);
    statement.setLong(next++, previous);
    statement.setObject(next++, batch.id());
    statement.setInt(next++, EventCodec.VERSION);
    EntryColumns columns = new EntryColumns(batch.entries());
    if (one) {
      columns.bindFirst(statement, next);
    } else {
      columns.bind(statement, next);
    }
    return statement.executeUpdate();
  }

  /// The entry is there already: from an append of this very batch whose answer was lost, or from another writer.
  private void requireOwn(Batch batch, Link link, SQLException collision)
      throws SQLException, Fenced {
    link.owner().setInt(1, desk);
    link.owner().setLong(2, batch.firstSequence());
    try (ResultSet rows = link.owner().executeQuery()) {
      if (!rows.next()) {
        throw collision;
      }
      UUID owner = rows.getObject(1, UUID.class);
      if (!batch.id().equals(owner)) {
        throw new Fenced(
            "entry %d of desk %d belongs to batch %s of another writer, expected %s"
                .formatted(batch.firstSequence(), desk, owner, batch.id()));
      }
    }
  }

  /// The failure for the caller, where trying again may help.
  ///
  /// @throws IllegalStateException where it does not
  static Unavailable unavailable(String what, int desk, SQLException cause) {
    String message = "%s of desk %d: %s".formatted(what, desk, cause.getMessage());
    if (!SqlFaults.isOutage(cause)) {
      throw new IllegalStateException(message, cause);
    }
    return new Unavailable(message, cause);
  }

  /// Ends an append that is under way, too.
  @Override
  public void close() {
    closed = true;
    disconnect();
  }

  private void disconnect() {
    Connection open = connection;
    if (open != null) {
      Database.drop(open);
    }
  }
}
