package switchboard.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import switchboard.desk.vocabulary.Entry;
import switchboard.runtime.EventCodec;
import switchboard.runtime.StorableText;

/// Entries as the columns of the journal, an array each: so a batch of any size is one statement with the same few parameters, sent in binary.
final class EntryColumns {
  private final long[] atMs;
  private final long[] conversations;
  private final int[] positions;
  private final String[] types;
  private final String[] actorKinds;
  private final String[] actors;
  private final String[] actorNames;
  private final @Nullable String[] requests;
  private final byte[][] events;

  EntryColumns(List<Entry> entries) {
    int count = entries.size();
    atMs = new long[count];
    conversations = new long[count];
    positions = new int[count];
    types = new String[count];
    actorKinds = new String[count];
    actors = new String[count];
    actorNames = new String[count];
    requests = new @Nullable String[count];
    events = new byte[count][];
    for (int i = 0; i < count; i++) {
      Entry entry = entries.get(i);
      atMs[i] = entry.atMs();
      conversations[i] = entry.conversation();
      positions[i] = entry.position();
      types[i] = EventCodec.type(entry.event());
      actorKinds[i] = entry.by().kind().name();
      actors[i] = StorableText.of(entry.by().id());
      actorNames[i] = StorableText.of(entry.by().name());
      requests[i] = entry.request() == null ? null : StorableText.of(entry.request());
      events[i] = EventCodec.write(entry.event());
    }
  }

  /// The first entry alone, a parameter each.
  void bindFirst(PreparedStatement statement, int first) throws SQLException {
    int next = first;
    statement.setLong(next++, atMs[0]);
    statement.setLong(next++, conversations[0]);
    statement.setInt(next++, positions[0]);
    statement.setString(next++, types[0]);
    statement.setString(next++, actorKinds[0]);
    statement.setString(next++, actors[0]);
    statement.setString(next++, actorNames[0]);
    statement.setString(next++, requests[0]);
    statement.setBytes(next++, events[0]);
  }

  void bind(PreparedStatement statement, int first) throws SQLException {
    PGConnection connection = statement.getConnection().unwrap(PGConnection.class);
    int next = first;
    statement.setArray(next++, connection.createArrayOf("int8", atMs));
    statement.setArray(next++, connection.createArrayOf("int8", conversations));
    statement.setArray(next++, connection.createArrayOf("int4", positions));
    statement.setArray(next++, connection.createArrayOf("text", types));
    statement.setArray(next++, connection.createArrayOf("text", actorKinds));
    statement.setArray(next++, connection.createArrayOf("text", actors));
    statement.setArray(next++, connection.createArrayOf("text", actorNames));
    statement.setArray(next++, connection.createArrayOf("text", requests));
    statement.setArray(next++, connection.createArrayOf("bytea", events));
  }
}
