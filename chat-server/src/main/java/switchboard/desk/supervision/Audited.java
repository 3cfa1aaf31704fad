package switchboard.desk.supervision;

import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Outcome;

/// What a member of the staff did by hand, so that it can be asked later who did what: passing on, supervising, reading along unseen.
/// What routing did by itself, and what belongs to a conversation's exchange, is not audited; it stands in the conversation.
public final class Audited {
  private Audited() {}

  /// What was done, in a sentence that begins after the name of who did it; null when the entry is none to be audited.
  public static @Nullable String sentence(Entry entry) {
    if (!entry.by().isStaff()) {
      return null;
    }
    return switch (entry.event()) {
      case Event.Monitored _ -> "began to read along, unseen";
      case Event.Joined _ -> "joined the chat";
      case Event.Left _ -> "left the chat";
      case Event.Boosted _ -> "moved the chat forward in the line";
      case Event.VipMarked e ->
          e.vip() ? "marked the customer as a VIP" : "took the VIP mark from the customer";
      case Event.WantsChanged e -> "changed what the chat wants: " + Explained.wants(e);
      case Event.TransferOffered e -> "passed the chat on to " + to(e.agentName(), e.summary());
      case Event.TransferredToQueue e ->
          e.queue().isEmpty()
              ? "sent the chat back to " + to("the queue", e.summary())
              : "passed the chat on to " + to(e.queue(), e.summary());
      case Event.Assigned e when e.offer() == 0 ->
          e.agent().equals(entry.by().id())
              ? "took the chat over"
              : "gave the chat to " + e.agentName();
      case Event.WrapUpBegan _ when entry.by().supervises() -> "ended the chat";
      case Event.Closed e when entry.by().supervises() ->
          e.outcome() == Outcome.ABANDONED ? "ended the chat while it waited" : "closed the chat";
      case Event.Posted e when e.note() && entry.by().supervises() -> "wrote a note in the chat";
      case Event.QueuePaused e -> "paused the queue" + named(e);
      case Event.QueueResumed e -> "resumed the queue" + named(e);
      case Event.OfConversation _, Event.OfAgent _ -> null;
    };
  }

  private static String to(String whom, String summary) {
    return summary.isEmpty() ? whom : whom + ": " + summary;
  }

  private static String named(Event.OfQueue event) {
    return event.queue().isEmpty() ? "" : " " + event.queue();
  }
}
