package switchboard.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskImage.Remembered;

/// What each person's last requests led to, so that a repeated request is answered as the first was and carried out once.
final class RequestLog {
  private final int rememberedMax;
  private final Map<String, LinkedHashMap<String, Remembered>> byActor = new TreeMap<>();

  /// @param rememberedMax per person; the oldest is forgotten first
  RequestLog(int rememberedMax) {
    this.rememberedMax = rememberedMax;
  }

  @Nullable Remembered outcome(String actor, String request) {
    LinkedHashMap<String, Remembered> requests = byActor.get(actor);
    return requests == null ? null : requests.get(request);
  }

  void remember(Remembered remembered) {
    LinkedHashMap<String, Remembered> requests =
        byActor.computeIfAbsent(remembered.actor(), _ -> new LinkedHashMap<>());
    requests.putIfAbsent(remembered.request(), remembered);
    if (requests.size() > rememberedMax) {
      requests.pollFirstEntry();
    }
  }

  void forget(String actor) {
    byActor.remove(actor);
  }

  /// Oldest first for each person.
  List<Remembered> all() {
    List<Remembered> all = new ArrayList<>();
    byActor.values().forEach(requests -> all.addAll(requests.values()));
    return all;
  }
}
