package switchboard.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import switchboard.desk.vocabulary.Entry;
import switchboard.tracing.Span;
import switchboard.tracing.Traced;

/// What one commit carries: the entries of the commands decided since the one before, and the replies that wait for it. A reply without
/// entries (a refusal, a repeated request) waits as well, for it may tell of what is being committed.
final class Round {
  private final List<Entry> entries = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>(0);
  private List<Traced> traced = List.of();

  void add(List<Entry> decided, Submission submission, Reply reply) {
    entries.addAll(decided);
    answers.add(new Answer(submission, reply));
    if (submission.trace != null && !decided.isEmpty()) {
      trace(submission.trace, decided.getFirst().sequence(), decided.getLast().sequence());
    }
  }

  private void trace(Span span, long first, long last) {
    if (traced.isEmpty()) {
      traced = new ArrayList<>();
    }
    traced.add(new Traced(first, last, span));
  }

  /// Has something run where committed entries are applied, after everything in this round.
  void then(Runnable step) {
    afterwards.add(step);
  }

  boolean isEmpty() {
    return answers.isEmpty() && afterwards.isEmpty();
  }

  /// Takes no more: what fills next is committed after it.
  boolean isFull(int entriesMax) {
    return Math.max(entries.size(), answers.size()) >= entriesMax;
  }

  List<Entry> entries() {
    return entries;
  }

  /// Those of the entries that are followed, with what led to them.
  List<Traced> traced() {
    return traced;
  }

  List<Answer> answers() {
    return answers;
  }

  List<Runnable> afterwards() {
    return afterwards;
  }

  /// A new id at each call: one batch is made of a round, and that is appended until it is stored.
  Journal.Batch batch() {
    return new Journal.Batch(UUID.randomUUID(), entries);
  }

  record Answer(Submission submission, Reply reply) {}
}
