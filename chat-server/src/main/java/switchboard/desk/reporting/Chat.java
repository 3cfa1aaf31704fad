package switchboard.desk.reporting;

import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Outcome;

/// A chat that may still change, while entries are folded.
final class Chat {
  final long number;
  private final String tier;
  private final long targetMs;
  private final long launchedAtMs;
  private String queue;
  private long answeredAtMs;
  long repliedAtMs;
  long endedAtMs;
  long closedAtMs;
  long handledMs;
  private String firstAgent;
  private String lastAgent;
  private @Nullable Outcome outcome;
  boolean ticket;
  int transfers;
  int rating;
  boolean held;

  /// The one that goes on, if any.
  @Nullable HandlingRow handling;

  Chat(Entry entry, Event.Launched launched) {
    this(
        new ChatRow(
            entry.conversation(),
            launched.line().queue(),
            launched.standing().tier(),
            launched.standing().targetMs(),
            entry.atMs(),
            0,
            0,
            0,
            0,
            0,
            "",
            "",
            null,
            false,
            0,
            0,
            true));
  }

  Chat(ChatRow row) {
    number = row.number();
    tier = row.tier();
    targetMs = row.targetMs();
    launchedAtMs = row.launchedAtMs();
    queue = row.queue();
    answeredAtMs = row.answeredAtMs();
    repliedAtMs = row.repliedAtMs();
    endedAtMs = row.endedAtMs();
    closedAtMs = row.closedAtMs();
    handledMs = row.handledMs();
    firstAgent = row.firstAgent();
    lastAgent = row.lastAgent();
    outcome = row.outcome();
    ticket = row.ticket();
    transfers = row.transfers();
    rating = row.rating();
    held = row.held();
  }

  /// It counts where it was answered, wherever it is passed on to later.
  ///
  /// @return whether that changed anything
  boolean moveTo(String next) {
    if (answeredAtMs > 0 || queue.equals(next)) {
      return false;
    }
    queue = next;
    return true;
  }

  void assign(String agent, long atMs) {
    if (answeredAtMs == 0) {
      answeredAtMs = atMs;
      firstAgent = agent;
    }
    lastAgent = agent;
  }

  void close(Outcome as, long atMs) {
    outcome = as;
    closedAtMs = atMs;
    if (endedAtMs == 0) {
      endedAtMs = atMs;
    }
  }

  ChatRow row() {
    return new ChatRow(
        number,
        queue,
        tier,
        targetMs,
        launchedAtMs,
        answeredAtMs,
        repliedAtMs,
        endedAtMs,
        closedAtMs,
        handledMs,
        firstAgent,
        lastAgent,
        outcome,
        ticket,
        transfers,
        rating,
        held);
  }
}
