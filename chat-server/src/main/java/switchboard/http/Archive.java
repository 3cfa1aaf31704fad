package switchboard.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.protocol.Outcome;
import switchboard.protocol.Stage;
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

  /// The tickets that the desk holds: the open ones, and those resolved lately.
  List<TicketView> tickets(DeskView desk);

  List<Reply> cannedReplies();

  /// Whose conversation it is, or null where there is none.
  @Nullable String customerOf(long conversation);
}
