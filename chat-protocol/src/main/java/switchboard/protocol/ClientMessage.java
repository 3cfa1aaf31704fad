package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that a client may send. Whoever adds a variant adds a golden frame.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ClientMessage {

  /// First message of every connection.
  ///
  /// @param token a customer's session token; staff are known by their cookie and leave it out
  /// @param positions the last event that this client holds of each conversation; it gets what came after
  @JsonTypeName("hello")
  record Hello(@Nullable String token, List<Position> positions) implements ClientMessage {
    public Hello {
      if (token != null && token.length() > Limits.TOKEN_LENGTH_MAX) {
        throw Check.refuse("token", "is longer than " + Limits.TOKEN_LENGTH_MAX);
      }
      positions = Check.list("positions", positions, Limits.POSITIONS_MAX);
    }
  }

  /// Keeps the connection alive and proves that both directions work; answered by `pong`.
  @JsonTypeName("ping")
  record Ping() implements ClientMessage {}

  /// Somebody types in a conversation. Never stored, may be lost.
  @JsonTypeName("typing")
  record Typing(long conversation, boolean active) implements ClientMessage {
    public Typing {
      Check.id("conversation", conversation);
    }
  }

  // --- requests ---

  /// A message that changes or asks something and is answered by exactly one `done`, `history`, `conversation` or `refused`
  /// with the same `request`. The id is the client's and makes repeating harmless: the same id is carried out once.
  sealed interface Request extends ClientMessage {
    String request();

    /// Whether a text may serve as a request's id.
    static boolean isId(@Nullable String text) {
      return text != null
          && text.length() >= Limits.REQUEST_LENGTH_MIN
          && text.length() <= Limits.REQUEST_LENGTH_MAX
          && text.chars().allMatch(Check::isRequestCharacter);
    }
  }

  // --- customers ---

  /// Starts a chat: it enters the queue, or an offer goes out at once. The site and the plan come from the token.
  ///
  /// @param ticket whether it is to be a ticket at once, as when nobody chats at this hour
  @JsonTypeName("launch_chat")
  record LaunchChat(String request, Intake intake, @Nullable Boolean ticket) implements Request {
    public LaunchChat(String request, Intake intake) {
      this(request, intake, null);
    }

    public LaunchChat {
      Check.request(request);
      intake = intake == null ? Intake.EMPTY : intake;
    }
  }

  /// Replaces what the customer told about the problem, at any time before the conversation is closed.
  @JsonTypeName("revise_intake")
  record ReviseIntake(String request, long conversation, Intake intake) implements Request {
    public ReviseIntake {
      Check.request(request);
      Check.id("conversation", conversation);
      Check.present("intake", intake);
    }
  }

  /// Says how the customer found the service, once the exchange is over; as often as they like, the last time counts.
  ///
  /// @param score from 1, the worst, to 5
  @JsonTypeName("rate_chat")
  record RateChat(String request, long conversation, int score, String comment)
      implements Request {
    public RateChat {
      Check.request(request);
      Check.id("conversation", conversation);
      if (score < 1 || score > Limits.SCORE_MAX) {
        throw Check.refuse("score", "must be from 1 to " + Limits.SCORE_MAX);
      }
      comment = Check.optionalText("comment", comment, Limits.COMMENT_LENGTH_MAX);
    }
  }

  // --- everybody in a conversation ---

  /// Posts a message. A note is seen by staff only, and only staff may post one.
  @JsonTypeName("post_message")
  record PostMessage(String request, long conversation, String text, boolean note)
      implements Request {
    public PostMessage {
      Check.request(request);
      Check.id("conversation", conversation);
      Check.text("text", text, Limits.TEXT_LENGTH_MAX);
    }
  }

  /// Everything up to and including `sequence` has reached this person's screen (`delivered`) or was looked at (`read`).
  /// A mark never moves back; one that would is accepted and changes nothing.
  @JsonTypeName("mark")
  record Mark(String request, long conversation, MarkKind mark, int sequence) implements Request {
    public Mark {
      Check.request(request);
      Check.id("conversation", conversation);
      Check.present("mark", mark);
      Check.id("sequence", sequence);
    }
  }

  /// Turns the conversation into a ticket: the customer who would rather not wait, or the agent. Transcript and intake stay with it.
  @JsonTypeName("open_ticket")
  record OpenTicket(String request, long conversation, String subject) implements Request {
    public OpenTicket {
      Check.request(request);
      Check.id("conversation", conversation);
      subject = Check.optionalText("subject", subject, Limits.SUBJECT_LENGTH_MAX);
    }
  }

  /// Ends the chat. By the customer while waiting it leaves the queue; by the agent it begins wrap-up.
  @JsonTypeName("close_conversation")
  record CloseConversation(String request, long conversation) implements Request {
    public CloseConversation {
      Check.request(request);
      Check.id("conversation", conversation);
    }
  }

  /// Asks for the events before `before`, newest last, at most `Limits.HISTORY_PAGE_MAX`.
  @JsonTypeName("read_history")
  record ReadHistory(String request, long conversation, int before) implements Request {
    public ReadHistory {
      Check.request(request);
      Check.id("conversation", conversation);
      Check.id("before", before);
    }
  }

  // --- agents ---

  /// Chooses to take chats or not.
  @JsonTypeName("set_state")
  record SetState(String request, AgentState state) implements Request {
    public SetState {
      Check.request(request);
      Check.present("state", state);
      if (state == AgentState.WRAP_UP) {
        throw Check.refuse("state", "must be available, draining, away or offline");
      }
    }
  }

  /// Takes the offered chat. Refused with `conflict` when the offer has ended meanwhile.
  @JsonTypeName("accept_offer")
  record AcceptOffer(String request, long offer) implements Request {
    public AcceptOffer {
      Check.request(request);
      Check.id("offer", offer);
    }
  }

  /// Passes the offer on: the chat keeps its place, and this agent is not offered it again for a while.
  @JsonTypeName("decline_offer")
  record DeclineOffer(String request, long offer, String reason) implements Request {
    public DeclineOffer {
      Check.request(request);
      Check.id("offer", offer);
      reason = Check.optionalText("reason", reason, Limits.REASON_LENGTH_MAX);
    }
  }

  /// Wrap-up is done: the slot is free for the next chat.
  @JsonTypeName("end_wrap_up")
  record EndWrapUp(String request, long conversation) implements Request {
    public EndWrapUp {
      Check.request(request);
      Check.id("conversation", conversation);
    }
  }

  /// Says what a chat wants of its agent; from then on nothing else does.
  @JsonTypeName("change_wants")
  record ChangeWants(String request, long conversation, WantsView wants) implements Request {
    public ChangeWants {
      Check.request(request);
      Check.id("conversation", conversation);
      Check.present("wants", wants);
    }
  }

  /// Asks for the agents and queues that a chat may be passed on to: answered by `team`.
  @JsonTypeName("read_team")
  record ReadTeam(String request) implements Request {
    public ReadTeam {
      Check.request(request);
    }
  }

  /// Passes the chat on, to an agent, at whom it rings and who has it once they accept, or to a queue, where it keeps its age. Name one of the two.
  ///
  /// @param summary what the next one must know; only a supervisor may leave it empty
  @JsonTypeName("transfer_chat")
  record TransferChat(
      String request,
      long conversation,
      @Nullable String agent,
      @Nullable String queue,
      String summary)
      implements Request {
    public TransferChat {
      Check.request(request);
      Check.id("conversation", conversation);
      if ((agent == null) == (queue == null)) {
        throw Check.refuse("agent", "or queue must be named, and not both");
      }
      if (agent != null) {
        Check.text("agent", agent, Limits.ID_LENGTH_MAX);
      }
      if (queue != null) {
        Check.optionalText("queue", queue, Limits.QUEUE_LENGTH_MAX);
      }
      summary = Check.optionalText("summary", summary, Limits.SUMMARY_LENGTH_MAX);
    }
  }

  /// Says how hard a chat is: a hard one takes two slots of its agent.
  @JsonTypeName("weigh_chat")
  record WeighChat(String request, long conversation, int weight) implements Request {
    public WeighChat {
      Check.request(request);
      Check.id("conversation", conversation);
      if (weight < 1 || weight > Limits.WEIGHT_MAX) {
        throw Check.refuse("weight", "must be from 1 to " + Limits.WEIGHT_MAX);
      }
    }
  }

  /// Gives a ticket to an agent; without `agent`, to the sender.
  @JsonTypeName("assign_ticket")
  record AssignTicket(String request, long conversation, @Nullable String agent)
      implements Request {
    public AssignTicket {
      Check.request(request);
      Check.id("conversation", conversation);
      if (agent != null) {
        Check.text("agent", agent, Limits.ID_LENGTH_MAX);
      }
    }
  }

  /// The ticket is done. A later message of the customer opens it again.
  @JsonTypeName("resolve_ticket")
  record ResolveTicket(String request, long conversation) implements Request {
    public ResolveTicket {
      Check.request(request);
      Check.id("conversation", conversation);
    }
  }

  // --- supervisors ---

  /// Gives a chat to an agent at once, or takes it over: without `agent`, it is the sender's.
  @JsonTypeName("assign_chat")
  record AssignChat(String request, long conversation, @Nullable String agent)
      implements Request {
    public AssignChat {
      Check.request(request);
      Check.id("conversation", conversation);
      if (agent != null) {
        Check.text("agent", agent, Limits.ID_LENGTH_MAX);
      }
    }
  }

  /// Lets a waiting chat count as having come as much earlier as any tier's may.
  @JsonTypeName("boost_chat")
  record BoostChat(String request, long conversation) implements Request {
    public BoostChat {
      Check.request(request);
      Check.id("conversation", conversation);
    }
  }

  /// Lets each chat of its customer's have the largest head start from now on, or no longer.
  @JsonTypeName("mark_vip")
  record MarkVip(String request, long conversation, boolean vip) implements Request {
    public MarkVip {
      Check.request(request);
      Check.id("conversation", conversation);
    }
  }

  /// Takes part beside the agent, or no longer.
  @JsonTypeName("join_chat")
  record JoinChat(String request, long conversation, boolean active) implements Request {
    public JoinChat {
      Check.request(request);
      Check.id("conversation", conversation);
    }
  }

  /// Offers nobody the chats of a queue for now, or again.
  @JsonTypeName("pause_queue")
  record PauseQueue(String request, String queue, boolean active) implements Request {
    public PauseQueue {
      Check.request(request);
      queue = Check.optionalText("queue", queue, Limits.QUEUE_LENGTH_MAX);
    }
  }

  // --- staff reading along ---

  /// Opens a conversation that one may read (a ticket's, or any for a supervisor): answered by `conversation`, then its events follow.
  /// Of a chat the journal keeps who reads along.
  @JsonTypeName("follow")
  record Follow(String request, long conversation) implements Request {
    public Follow {
      Check.request(request);
      Check.id("conversation", conversation);
    }
  }

  /// Ends what `follow` began.
  @JsonTypeName("unfollow")
  record Unfollow(String request, long conversation) implements Request {
    public Unfollow {
      Check.request(request);
      Check.id("conversation", conversation);
    }
  }

  /// Begins or ends the stream of `board` messages; supervisors only.
  @JsonTypeName("watch_board")
  record WatchBoard(String request, boolean active) implements Request {
    public WatchBoard {
      Check.request(request);
    }
  }
}
