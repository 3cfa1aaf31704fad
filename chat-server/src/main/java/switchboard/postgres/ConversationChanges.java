package switchboard.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.runtime.StorableText;

/// What a batch of entries changes in the table of conversations: one row for each conversation concerned, null where nothing changes.
final class ConversationChanges {
  private static final List<Column> COLUMNS =
      List.of(
          Column.number("number", row -> row.number),
          Column.text("customer", row -> row.customer),
          Column.text("customer_name", row -> row.customerName),
          Column.text("organization", row -> row.organization),
          Column.text("organization_name", row -> row.organizationName),
          Column.text("site", row -> row.site),
          Column.text("site_name", row -> row.siteName),
          Column.text("tier", row -> row.tier),
          Column.text("topic", row -> row.topic),
          Column.number("launched_at_ms", row -> row.launchedAtMs),
          Column.text("agent", row -> row.agent),
          Column.text("agent_name", row -> row.agentName),
          Column.text("outcome", row -> row.outcome),
          Column.number("closed_at_ms", row -> row.closedAtMs),
          Column.number("ticket", row -> row.ticket),
          Column.text("subject", row -> row.subject),
          Column.number("ticket_opened_at_ms", row -> row.ticketOpenedAtMs),
          Column.text("ticket_agent", row -> row.ticketAgent),
          Column.text("ticket_agent_name", row -> row.ticketAgentName),
          Column.number("ticket_resolved_at_ms", row -> row.ticketResolvedAtMs));

  /// @param array makes the array of the values; of just that type, the driver sends it in binary
  private record Column(
      String name,
      String type,
      IntFunction<@Nullable Object[]> array,
      Function<Row, @Nullable Object> value) {

    static Column text(String name, Function<Row, @Nullable Object> value) {
      return new Column(name, "text", String[]::new, value);
    }

    static Column number(String name, Function<Row, @Nullable Object> value) {
      return new Column(name, "int8", Long[]::new, value);
    }

    @Nullable Object[] values(Collection<Row> rows) {
      return rows.stream().map(value).toArray(array);
    }
  }

  private static final class Row {
    final long number;
    @Nullable String customer;
    @Nullable String customerName;
    @Nullable String organization;
    @Nullable String organizationName;
    @Nullable String site;
    @Nullable String siteName;
    @Nullable String tier;
    @Nullable String topic;
    @Nullable Long launchedAtMs;
    @Nullable String agent;
    @Nullable String agentName;
    @Nullable String outcome;
    @Nullable Long closedAtMs;
    @Nullable Long ticket;
    @Nullable String subject;
    @Nullable Long ticketOpenedAtMs;
    @Nullable String ticketAgent;
    @Nullable String ticketAgentName;
    @Nullable Long ticketResolvedAtMs;

    Row(long number) {
      this.number = number;
    }
  }

  private final Map<Long, Row> rows = new LinkedHashMap<>();

  ConversationChanges(Collection<Entry> entries) {
    for (Entry entry : entries) {
      if (entry.event() instanceof Event.OfConversation event) {
        add(entry, event);
      }
    }
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /// Events that a conversation is not found by change nothing here: messages and receipts, by far the most, cost nothing.
  private void add(Entry entry, Event.OfConversation event) {
    switch (event) {
      case Event.Launched e -> {
        Row row = row(entry);
        Customer customer = e.customer();
        row.customer = StorableText.of(customer.id());
        row.customerName = StorableText.of(customer.name());
        row.organization = StorableText.of(customer.organizationId());
        row.organizationName = StorableText.of(customer.organization());
        row.site = storable(customer.siteId());
        row.siteName = storable(customer.site());
        row.tier = StorableText.of(e.standing().tier());
        row.topic = StorableText.of(e.intake().topic());
        row.launchedAtMs = entry.atMs();
      }
      case Event.IntakeRevised e -> row(entry).topic = StorableText.of(e.intake().topic());
      case Event.Assigned e -> {
        Row row = row(entry);
        row.agent = StorableText.of(e.agent());
        row.agentName = StorableText.of(e.agentName());
      }
      case Event.Closed e -> {
        Row row = row(entry);
        row.outcome = e.outcome().name();
        row.closedAtMs = entry.atMs();
      }
      case Event.TicketOpened e -> {
        Row row = row(entry);
        row.ticket = e.ticket();
        row.subject = StorableText.of(e.subject());
        row.ticketOpenedAtMs = entry.atMs();
      }
      case Event.TicketAssigned e -> {
        Row row = row(entry);
        row.ticketAgent = StorableText.of(e.agent());
        row.ticketAgentName = StorableText.of(e.agentName());
      }
      case Event.TicketResolved _ -> row(entry).ticketResolvedAtMs = entry.atMs();
      case Event.Queued _,
          Event.WantsChanged _,
          Event.Boosted _,
          Event.TransferOffered _,
          Event.TransferredToQueue _,
          Event.Weighed _,
          Event.Joined _,
          Event.Left _,
          Event.VipMarked _,
          Event.Monitored _,
          Event.PreferencesDropped _,
          Event.Offered _,
          Event.OfferEnded _,
          Event.Posted _,
          Event.Marked _,
          Event.Rated _,
          Event.CustomerAbsent _,
          Event.CustomerBack _,
          Event.WrapUpBegan _,
          Event.Forgotten _ -> {}
    }
  }

  private Row row(Entry entry) {
    return rows.computeIfAbsent(entry.conversation(), Row::new);
  }

  private static @Nullable String storable(@Nullable String text) {
    return text == null ? null : StorableText.of(text);
  }

  /// The statement that applies the changes of a desk, for `bind`; it takes the desk as its first parameter.
  ///
  /// @param condition what else to select from
  static String upsert(String condition) {
    String names = joined(COLUMNS, Column::name);
    String parameters = joined(COLUMNS, column -> "?::" + column.type() + "[]");
    String sets =
        joined(
            COLUMNS.subList(1, COLUMNS.size()),
            column ->
                "%1$s = coalesce(excluded.%1$s, conversation.%1$s)".formatted(column.name()));
    return """
        insert into conversation (desk, %1$s)
        select ?, changed.* from unnest(%2$s) as changed (%1$s)%3$s
        on conflict (desk, number) do update set %4$s
        """
        .formatted(names, parameters, condition, sets);
  }

  private static String joined(List<Column> columns, Function<Column, String> part) {
    return columns.stream().map(part).collect(Collectors.joining(", "));
  }

  /// @return the next free parameter
  int bind(PreparedStatement statement, int first) throws SQLException {
    Connection connection = statement.getConnection();
    int next = first;
    for (Column column : COLUMNS) {
      statement.setArray(
          next++, connection.createArrayOf(column.type(), column.values(rows.values())));
    }
    return next;
  }
}
