package switchboard.gateway;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import switchboard.desk.conversation.Conversation;
import switchboard.protocol.TicketState;
import switchboard.protocol.TicketView;
import switchboard.runtime.DeskPort;

/// The tickets that the desk holds: the open ones, and those resolved lately.
public final class TicketList {
  private final DeskPort desk;

  public TicketList(DeskPort desk) {
    this.desk = desk;
  }

  /// Last changed first. Blocks for one step of the desk: for virtual threads.
  ///
  /// @param state null for all
  /// @param agent null for everybody's
  public List<TicketView> list(
      @Nullable TicketState state, @Nullable String agent, int countMax) {
    CompletableFuture<List<TicketView>> found = new CompletableFuture<>();
    desk.read(view -> found.complete(tickets(view.conversations())));
    return found.join().stream()
        .filter(ticket -> state == null || ticket.state() == state)
        .filter(
            ticket ->
                agent == null || (ticket.agent() != null && ticket.agent().id().equals(agent)))
        .sorted(Comparator.comparingLong(TicketView::changedAtMs).reversed())
        .limit(countMax)
        .toList();
  }

  private static List<TicketView> tickets(Collection<Conversation> conversations) {
    List<TicketView> tickets = new ArrayList<>();
    for (Conversation held : conversations) {
      if (held.ticket() != null) {
        tickets.add(Translator.ticket(held, held.ticket()));
      }
    }
    return tickets;
  }
}
