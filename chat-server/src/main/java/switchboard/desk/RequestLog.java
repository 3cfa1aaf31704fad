package switchboard.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskImage.Remembered;
import switchboard.desk.vocabulary.Actor;

/// What each person's last requests led to, so that a repeated request is answered as the first was and carried out once.
final class RequestLog {
  private final int rememberedMax;
  private final LinkedHashMap<Person, LinkedHashMap<String, Remembered>> byPerson =
      new LinkedHashMap<>();

  private record Person(boolean staff, String id) {}

  /// @param rememberedMax per person; the oldest is forgotten first
  RequestLog(int rememberedMax) {
    this.rememberedMax = rememberedMax;
  }

  @Nullable Remembered outcome(Actor by, String request) {
    LinkedHashMap<String, Remembered> requests =
        byPerson.get(new Person(by.isStaff(), by.id()));
    return requests == null ? null : requests.get(request);
  }

  void remember(Remembered remembered) {
    LinkedHashMap<String, Remembered> requests =
        byPerson.computeIfAbsent(
            new Person(remembered.staff(), remembered.actor()), _ -> new LinkedHashMap<>(8));
    requests.putIfAbsent(remembered.request(), remembered);
    if (requests.size() > rememberedMax) {
      requests.pollFirstEntry();
    }
  }

  void forgetCustomer(String id) {
    byPerson.remove(new Person(false, id));
  }

  /// Oldest first for each person.
  List<Remembered> all() {
    List<Remembered> all = new ArrayList<>();
    byPerson.values().forEach(requests -> all.addAll(requests.values()));
    return all;
  }
}
