package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that the server may send.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServerMessage {

  /// Answer to `hello`. Each conversation comes as its snapshot with the events after the client's position, or with the last
  /// page when the position is missing, of another epoch or too old. Times everywhere are milliseconds since 1970, by the server's clock.
  ///
  /// @param epoch changes when the desk's history was restored from a backup: what a client holds of another epoch is void
  /// @param agent the own state, for staff who take chats
  @JsonTypeName("welcome")
  record Welcome(
      String epoch,
      long atMs,
      Person self,
      List<ConversationView> conversations,
      List<OfferView> offers,
      @Nullable AgentView agent)
      implements ServerMessage {}

  /// Answer to `ping`.
  @JsonTypeName("pong")
  record Pong(long atMs) implements ServerMessage {}

  /// The request was carried out and is stored. For a repeated request: what its first sending led to.
  ///
  /// @param conversation the conversation concerned, 0 where none is
  /// @param sequence the event that carried it out, 0 where nothing needed to change
  @JsonTypeName("done")
  record Done(String request, long conversation, int sequence) implements ServerMessage {}

  /// The request was not carried out; nothing changed.
  @JsonTypeName("refused")
  record Refused(String request, Problem problem) implements ServerMessage {}

  /// A frame without a readable request id was refused; nothing changed and the connection stays.
  @JsonTypeName("problem")
  record ProblemFound(Problem problem) implements ServerMessage {}

  /// The next event of a conversation. Sequences have no gaps: what a reader may not see comes as `hidden`.
  @JsonTypeName("event")
  record EventHappened(long conversation, ConversationEvent event) implements ServerMessage {}

  /// A conversation that this client now takes part in or follows, as its snapshot. `request` is set when it answers `follow`.
  @JsonTypeName("conversation")
  record ConversationOpened(@Nullable String request, ConversationView conversation)
      implements ServerMessage {}

  /// The conversation is no longer shown to this client (it was requeued, or given to somebody else).
  @JsonTypeName("conversation_left")
  record ConversationLeft(long conversation) implements ServerMessage {}

  /// Answer to `read_history`.
  ///
  /// @param first sequence of the oldest event; 1 means that the beginning was reached
  @JsonTypeName("history")
  record History(String request, long conversation, int first, List<ConversationEvent> events)
      implements ServerMessage {}

  /// Answer to `read_team`, agents by name.
  @JsonTypeName("team")
  record Team(String request, List<ColleagueView> agents, List<QueueView> queues)
      implements ServerMessage {
    public Team {
      agents = List.copyOf(agents);
      queues = List.copyOf(queues);
    }
  }

  /// Where a waiting customer stands; sent when it changes, at most once a second.
  @JsonTypeName("queue_place")
  record QueuePlace(long conversation, PlaceView place) implements ServerMessage {}

  /// An offer to this agent.
  @JsonTypeName("offered")
  record Offered(OfferView offer) implements ServerMessage {}

  /// An offer to this agent is over, by the agent itself in another window or by the desk.
  @JsonTypeName("offer_ended")
  record OfferEnded(long offer, OfferOutcome outcome) implements ServerMessage {}

  /// The own agent state or load has changed.
  @JsonTypeName("agent")
  record AgentChanged(AgentView agent) implements ServerMessage {}

  /// Somebody else types in the conversation, or has stopped.
  @JsonTypeName("typing")
  record TypingSeen(long conversation, Person by, boolean active) implements ServerMessage {}

  /// Whether the other side of a conversation is connected now.
  @JsonTypeName("presence")
  record Presence(long conversation, boolean customer, boolean agent) implements ServerMessage {}

  /// A ticket was opened or changed; sent to all staff.
  @JsonTypeName("ticket")
  record TicketChanged(TicketView ticket) implements ServerMessage {}

  /// What supervisors watch; sent when it changes, at most once a second.
  @JsonTypeName("board")
  record Board(BoardView board) implements ServerMessage {}
}
