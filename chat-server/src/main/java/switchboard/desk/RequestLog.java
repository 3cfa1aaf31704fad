package switchboard.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskImage.Remembered;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;

/// What each person's last requests led to, so that a repeated request is answered as the first was and carried out once.
final class RequestLog {
  private final int rememberedMax;
  private final Map<String, LastRequests> ofStaff = new LinkedHashMap<>();
  private final Map<String, LastRequests> ofCustomers = new LinkedHashMap<>();

  /// @param rememberedMax per person; the oldest is forgotten first
  RequestLog(int rememberedMax) {
    this.rememberedMax = rememberedMax;
  }

  @Nullable Remembered outcome(Actor by, String request) {
    LastRequests theirs = of(by.isStaff()).get(by.id());
    if (theirs == null) {
      return null;
    }
    int at = theirs.find(request);
    return at < 0 ? null : remembered(by.isStaff(), by.id(), theirs, at);
  }

  /// Notes who asked for what happened.
  void remember(Entry entry) {
    if (entry.request() != null) {
      add(
          entry.by().isStaff(),
          entry.by().id(),
          entry.request(),
          entry.conversation(),
          entry.position());
    }
  }

  void restore(Remembered remembered) {
    add(
        remembered.staff(),
        remembered.actor(),
        remembered.request(),
        remembered.conversation(),
        remembered.position());
  }

  private void add(boolean staff, String id, String request, long conversation, int position) {
    of(staff)
        .computeIfAbsent(id, _ -> new LastRequests())
        .add(request, conversation, position, rememberedMax);
  }

  void forgetCustomer(String id) {
    ofCustomers.remove(id);
  }

  /// Oldest first for each person.
  List<Remembered> all() {
    List<Remembered> all = new ArrayList<>();
    ofStaff.forEach((id, theirs) -> addAll(all, true, id, theirs));
    ofCustomers.forEach((id, theirs) -> addAll(all, false, id, theirs));
    return all;
  }

  private static void addAll(
      List<Remembered> all, boolean staff, String id, LastRequests theirs) {
    for (int n = 0; n < theirs.size(); n++) {
      all.add(remembered(staff, id, theirs, theirs.inOrder(n)));
    }
  }

  private static Remembered remembered(
      boolean staff, String id, LastRequests theirs, int at) {
    return new Remembered(
        staff, id, theirs.request(at), theirs.conversation(at), theirs.position(at));
  }

  private Map<String, LastRequests> of(boolean staff) {
    return staff ? ofStaff : ofCustomers;
  }
}
