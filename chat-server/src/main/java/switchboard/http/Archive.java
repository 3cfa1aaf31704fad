package switchboard.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.protocol.Outcome;
import switchboard.protocol.Stage;
import switchboard.protocol.TicketState;
import switchboard.protocol.TicketView;

/// Lists over all conversations, closed ones too. Blocks; throws `Refusal` as unavailable while storage is away.
public interface Archive {

  /// @param id the conversation's number
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Past(
      long id,
      Stage stage,
      @Nullable Outcome outcome,
      long launchedAtMs,
      String topic,
      @Nullable String agent) {}

  record Reply(String shortcut, String title, String text) {}

  /// A customer's conversations, newest first.
  List<Past> conversationsOf(String customer, int countMax);

  /// Tickets, last changed first.
  ///
  /// @param state null for all
  /// @param agent null for everybody's
  List<TicketView> tickets(@Nullable TicketState state, @Nullable String agent, int countMax);

  List<Reply> cannedReplies();

  /// Whose conversation it is, or null where there is none.
  @Nullable String customerOf(long conversation);
}
