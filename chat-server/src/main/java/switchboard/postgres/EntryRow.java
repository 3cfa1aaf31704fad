package switchboard.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;
import switchboard.runtime.EventCodec;

/// An entry as a row of the journal is read.
final class EntryRow {
  /// To be selected.
  static final String COLUMNS =
      "sequence, at_ms, actor_kind, actor, actor_name, request, conversation, position, type, version, event";

  private EntryRow() {}

  static Entry read(ResultSet row) throws SQLException {
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
}
