package switchboard.bench.crash;

import java.util.ArrayList;
import java.util.List;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.ConversationView;

/// What one participant was shown of one conversation, event by event. Shown twice, an event must be the same; none may be missing.
final class History {
  private final Findings findings;
  private final String whose;
  private final long conversation;
  private final List<ConversationEvent> events = new ArrayList<>();

  History(Findings findings, String whose, long conversation) {
    this.findings = findings;
    this.whose = whose;
    this.conversation = conversation;
  }

  void take(ConversationView view) {
    view.events().forEach(this::take);
    if (sequence() != view.sequence()) {
      findings.add(
          "%s, conversation %d: a snapshot of %d events left them with %d",
          whose, conversation, view.sequence(), sequence());
    }
  }

  /// @return whether it was new
  boolean take(ConversationEvent event) {
    if (event.sequence() == sequence() + 1) {
      events.add(event);
      return true;
    }
    if (event.sequence() > sequence()) {
      findings.add(
          "%s, conversation %d: event %d came after event %d",
          whose, conversation, event.sequence(), sequence());
    } else if (!event.equals(events.get(event.sequence() - 1))) {
      findings.add(
          "%s, conversation %d: event %d was %s, and later %s",
          whose, conversation, event.sequence(), events.get(event.sequence() - 1), event);
    }
    return false;
  }

  long conversation() {
    return conversation;
  }

  int sequence() {
    return events.size();
  }

  List<ConversationEvent> events() {
    return events;
  }
}
