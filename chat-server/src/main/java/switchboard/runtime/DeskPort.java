package switchboard.runtime;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Entry;
import switchboard.tracing.Span;
import switchboard.tracing.Traced;
import switchboard.tracing.Tracing;

/// A desk as gateways and HTTP routes see it: commands go in, committed events come out.
public interface DeskPort {

  /// Hands a command to the desk; never blocks. `onReply` is called exactly once, soon, on the reading thread (see `read`), and must not block;
  /// when the inbox is full it is called with `Unavailable` before this method returns.
  ///
  /// @param request the client-made id that makes repeating harmless; null for the server's own commands
  /// @param trace what led to it, when that is followed
  void submit(
      Actor by,
      @Nullable String request,
      Command command,
      @Nullable Span trace,
      Consumer<Reply> onReply);

  default void submit(
      Actor by, @Nullable String request, Command command, Consumer<Reply> onReply) {
    submit(by, request, command, null, onReply);
  }

  /// Chooses which commands are followed.
  Tracing tracing();

  /// Runs a task on the thread that applies committed events, where the view stands still. The task must be short and must not block.
  /// Tasks and listeners run in the order of commits, so registering for events and taking a snapshot in one task misses and doubles nothing.
  void read(Consumer<DeskView> task);

  /// From now on calls the listener, on that thread, with each committed batch after it was applied.
  void listen(Listener listener);

  /// Entries of one conversation with `after < position <= upTo`, from memory where they are recent, else from the journal. Blocks: for virtual threads.
  List<Entry> history(long conversation, int after, int upTo) throws Journal.Unavailable;

  /// Returns once everything that was in the journal when it was called is applied here. Blocks: for virtual threads. Costs a read of the journal,
  /// which all who call it at the same time share.
  void catchUp() throws Journal.Unavailable, InterruptedException;

  String epoch();

  /// Names this start of this server. Sessions here are named after it (`Sessions`).
  String node();

  /// All nodes that live, as of a moment ago, this one included.
  Set<String> living();

  /// Whether this node leads the desk now.
  boolean leads();

  /// Tells the other nodes what is not worth storing; it may be lost. Never blocks.
  void signal(String kind, byte[] message);

  /// From now on hands the listener what other nodes signal, on a thread of the bus; it must not block.
  void onSignal(String kind, Consumer<byte[]> listener);

  /// Whether commands are being stored: false while storage is away.
  boolean ready();

  /// Whether the desk has ended on this node, by a fault or because the node closes. Nothing that is asked of it then need ever be answered, but
  /// commands are: `Unavailable`.
  boolean isOver();

  /// Hears of what was committed.
  interface Listener {
    void committed(List<Entry> entries, DeskView desk);

    /// The same.
    ///
    /// @param traced those of the entries that are followed, with the step that applied them
    default void committed(List<Entry> entries, List<Traced> traced, DeskView desk) {
      committed(entries, desk);
    }
  }
}
