package switchboard.desk.reporting;

import java.util.List;

/// Rows of all kinds: those that changed, or those that may still change. Each replaces the one of the same key.
public record ReportRows(
    List<ChatRow> chats,
    List<HandlingRow> handlings,
    List<OfferRow> offers,
    List<StatusRow> statuses,
    List<AgentRow> agents) {
  public static final ReportRows NONE =
      new ReportRows(List.of(), List.of(), List.of(), List.of(), List.of());

  public ReportRows {
    chats = List.copyOf(chats);
    handlings = List.copyOf(handlings);
    offers = List.copyOf(offers);
    statuses = List.copyOf(statuses);
    agents = List.copyOf(agents);
  }
}
