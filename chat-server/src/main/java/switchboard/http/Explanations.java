package switchboard.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.supervision.Explained;
import switchboard.desk.supervision.WaitReason;
import switchboard.desk.vocabulary.Entry;
import switchboard.runtime.EventCodec;

/// Why a conversation went where it did, and why it still waits, as JSON.
///
/// @param waits why it waits now, in a sentence; absent when it does not
/// @param steps what routing did, oldest first
@JsonInclude(JsonInclude.Include.NON_NULL)
record Explanations(long conversation, @Nullable String waits, List<Step> steps) {

  /// @param sequence of the event in its conversation
  /// @param type of the event, and `data` its components: keys, candidates, exclusions
  record Step(
      int sequence,
      long atMs,
      String sentence,
      String forCustomer,
      String type,
      @JsonRawValue String data) {}

  static Explanations of(long conversation, List<Entry> history, @Nullable String waits) {
    return new Explanations(
        conversation, waits, Explained.of(history).stream().map(Explanations::step).toList());
  }

  private static Step step(Explained explained) {
    Entry entry = explained.entry();
    return new Step(
        entry.position(),
        entry.atMs(),
        explained.forStaff(),
        explained.forCustomer(),
        EventCodec.type(entry.event()),
        new String(EventCodec.write(entry.event()), StandardCharsets.UTF_8));
  }

  /// Why the conversation waits now; null when it does not.
  static @Nullable String waits(DeskView desk, long number) {
    Conversation held = desk.conversation(number);
    String reason = held == null ? "" : WaitReason.of(desk, held);
    return reason.isEmpty() ? null : reason;
  }
}
