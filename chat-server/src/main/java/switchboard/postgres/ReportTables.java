package switchboard.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import switchboard.desk.reporting.AgentRow;
import switchboard.desk.reporting.AgentStatus;
import switchboard.desk.reporting.ChatRow;
import switchboard.desk.reporting.HandlingRow;
import switchboard.desk.reporting.OfferRow;
import switchboard.desk.reporting.ReportRows;
import switchboard.desk.reporting.StatusRow;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.StateReason;
import switchboard.runtime.StorableText;

/// The tables that reports are made of, row by row: what the records hold as 0 or as an empty text is null here.
final class ReportTables {
  static final List<String> NAMES =
      List.of(
          "report_chat", "report_handling", "report_offer", "report_status", "report_agent");

  private static final String PUT_CHAT =
      upsert(
          "report_chat",
          "number",
          "queue, tier, target_ms, launched_at_ms, answered_at_ms, replied_at_ms, ended_at_ms,"
              + " closed_at_ms, handled_ms, first_agent, last_agent, outcome, ticket, transfers,"
              + " rating, held");
  private static final String PUT_HANDLING =
      upsert(
          "report_handling",
          "sequence",
          "chat, agent, from_ms, wrap_up_from_ms, to_ms, passed_on");
  private static final String PUT_OFFER =
      upsert("report_offer", "sequence", "chat, agent, at_ms, outcome");
  private static final String PUT_STATUS =
      upsert(
          "report_status", "agent, sequence", "status, handling, from_ms, to_ms, reason");
  private static final String PUT_AGENT =
      upsert("report_agent", "agent", "name, chosen, sessions");

  private final Connection connection;
  private final int desk;

  ReportTables(Connection connection, int desk) {
    this.connection = connection;
    this.desk = desk;
  }

  private static String upsert(String table, String key, String others) {
    String columns = "desk, " + key + ", " + others;
    String values =
        String.join(", ", Collections.nCopies(columns.split(",").length, "?"));
    String sets =
        Arrays.stream(others.split(", "))
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "));
    return "insert into %s (%s) values (%s) on conflict (desk, %s) do update set %s"
        .formatted(table, columns, values, key, sets);
  }

  // --- writing ---

  void put(ReportRows rows) throws SQLException {
    put(PUT_CHAT, rows.chats(), ReportTables::bind);
    put(PUT_HANDLING, rows.handlings(), ReportTables::bind);
    put(PUT_OFFER, rows.offers(), ReportTables::bind);
    put(PUT_STATUS, rows.statuses(), ReportTables::bind);
    put(PUT_AGENT, rows.agents(), this::bind);
  }

  private interface Binder<T> {
    void bind(Parameters parameters, T row) throws SQLException;
  }

  private <T> void put(String sql, List<T> rows, Binder<T> binder) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (T row : rows) {
        binder.bind(new Parameters(statement).number(desk), row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void bind(Parameters parameters, ChatRow row) throws SQLException {
    parameters
        .number(row.number())
        .text(row.queue())
        .text(row.tier())
        .number(row.targetMs())
        .number(row.launchedAtMs())
        .orNull(row.answeredAtMs())
        .orNull(row.repliedAtMs())
        .orNull(row.endedAtMs())
        .orNull(row.closedAtMs())
        .number(row.handledMs())
        .orNull(row.firstAgent())
        .orNull(row.lastAgent())
        .orNull(row.outcome())
        .flag(row.ticket())
        .number(row.transfers())
        .orNull(row.rating())
        .flag(row.held());
  }

  private static void bind(Parameters parameters, HandlingRow row) throws SQLException {
    parameters
        .number(row.sequence())
        .number(row.chat())
        .text(row.agent())
        .number(row.fromMs())
        .orNull(row.wrapUpFromMs())
        .orNull(row.toMs())
        .flag(row.passedOn());
  }

  private static void bind(Parameters parameters, OfferRow row) throws SQLException {
    parameters
        .number(row.sequence())
        .number(row.chat())
        .text(row.agent())
        .number(row.atMs())
        .text(row.outcome().name());
  }

  private static void bind(Parameters parameters, StatusRow row) throws SQLException {
    parameters
        .text(row.agent())
        .number(row.sequence())
        .text(row.status().name())
        .flag(row.handling())
        .number(row.fromMs())
        .orNull(row.toMs())
        .orNull(row.reason());
  }

  private void bind(Parameters parameters, AgentRow row) throws SQLException {
    parameters
        .text(row.agent())
        .text(row.name())
        .text(row.chosen().name())
        .array(
            connection.createArrayOf(
                "text", row.sessions().stream().map(StorableText::of).toArray(String[]::new)));
  }

  /// The parameters of a statement, one after the other.
  private static final class Parameters {
    private final PreparedStatement statement;
    private int next = 1;

    Parameters(PreparedStatement statement) {
      this.statement = statement;
    }

    Parameters number(long value) throws SQLException {
      statement.setLong(next++, value);
      return this;
    }

    Parameters orNull(long value) throws SQLException {
      if (value == 0) {
        statement.setNull(next++, Types.BIGINT);
        return this;
      }
      return number(value);
    }

    Parameters text(String value) throws SQLException {
      statement.setString(next++, StorableText.of(value));
      return this;
    }

    Parameters orNull(String value) throws SQLException {
      statement.setString(next++, value.isEmpty() ? null : StorableText.of(value));
      return this;
    }

    Parameters orNull(@Nullable Enum<?> value) throws SQLException {
      statement.setString(next++, value == null ? null : value.name());
      return this;
    }

    Parameters flag(boolean value) throws SQLException {
      statement.setBoolean(next++, value);
      return this;
    }

    void array(java.sql.Array value) throws SQLException {
      statement.setArray(next++, value);
    }
  }

  // --- reading ---

  /// What the fold holds.
  ReportRows open() throws SQLException {
    return new ReportRows(
        query("report_chat", "held order by number", ReportTables::chat),
        query("report_handling", "to_ms is null order by sequence", ReportTables::handling),
        List.of(),
        query("report_status", "to_ms is null order by agent", ReportTables::status),
        query("report_agent", "true order by agent", ReportTables::agent));
  }

  private <T> List<T> query(String table, String condition, ReferenceTables.Row<T> reader)
      throws SQLException {
    return ReferenceTables.query(
        connection,
        "select * from %s where desk = ? and %s".formatted(table, condition),
        reader,
        desk);
  }

  private static ChatRow chat(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    return new ChatRow(
        row.getLong("number"),
        row.getString("queue"),
        row.getString("tier"),
        row.getLong("target_ms"),
        row.getLong("launched_at_ms"),
        row.getLong("answered_at_ms"),
        row.getLong("replied_at_ms"),
        row.getLong("ended_at_ms"),
        row.getLong("closed_at_ms"),
        row.getLong("handled_ms"),
        orEmpty(row.getString("first_agent")),
        orEmpty(row.getString("last_agent")),
        outcome == null ? null : Outcome.valueOf(outcome),
        row.getBoolean("ticket"),
        row.getInt("transfers"),
        row.getInt("rating"),
        row.getBoolean("held"));
  }

  private static HandlingRow handling(ResultSet row) throws SQLException {
    return new HandlingRow(
        row.getLong("sequence"),
        row.getLong("chat"),
        row.getString("agent"),
        row.getLong("from_ms"),
        row.getLong("wrap_up_from_ms"),
        row.getLong("to_ms"),
        row.getBoolean("passed_on"));
  }

  static StatusRow status(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    return new StatusRow(
        row.getLong("sequence"),
        row.getString("agent"),
        AgentStatus.valueOf(row.getString("status")),
        row.getBoolean("handling"),
        row.getLong("from_ms"),
        row.getLong("to_ms"),
        reason == null ? null : StateReason.valueOf(reason));
  }

  private static AgentRow agent(ResultSet row) throws SQLException {
    return new AgentRow(
        row.getString("agent"),
        row.getString("name"),
        AgentState.valueOf(row.getString("chosen")),
        List.of((String[]) row.getArray("sessions").getArray()));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
