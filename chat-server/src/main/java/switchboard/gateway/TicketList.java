package switchboard.gateway;

import java.util.ArrayList;
import java.util.List;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.protocol.TicketView;

/// The tickets that the desk holds: the open ones, and those resolved lately.
public final class TicketList {
  private TicketList() {}

  /// By number of their conversations.
  public static List<TicketView> of(DeskView desk) {
    List<TicketView> tickets = new ArrayList<>();
    for (Conversation held : desk.conversations()) {
      if (held.ticket() != null) {
        tickets.add(Translator.ticket(held, held.ticket()));
      }
    }
    return tickets;
  }
}
