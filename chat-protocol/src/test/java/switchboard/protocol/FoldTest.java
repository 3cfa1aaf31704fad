package switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.protocol.ServerMessage.ConversationOpened;
import switchboard.protocol.ServerMessage.EventHappened;
import switchboard.protocol.codec.Codec;

/// Snapshot + events = fresh snapshot, for every golden story.
class FoldTest {

  static List<Golden> stories() {
    return Golden.in("fold");
  }

  @ParameterizedTest
  @MethodSource("stories")
  void aSnapshotAndLaterEventsMakeAFreshSnapshot(Golden story) {
    ConversationView view = view(story.tree().path("snapshot"));
    for (ConversationEvent event : events(story)) {
      view = view.after(event);
    }

    assertThat(tree(view)).isEqualTo(story.tree().path("expected"));
  }

  @Test
  void theStoriesContainEveryChange() {
    assertThat(
            stories().stream()
                .flatMap(story -> view(story.tree().path("expected")).events().stream())
                .map(event -> event.change().getClass())
                .collect(Collectors.toSet()))
        .isEqualTo(Set.of(Change.class.getPermittedSubclasses()));
  }

  @Test
  void onlyTheNextEventIsTaken() {
    Golden story = stories().getFirst();
    ConversationView view = view(story.tree().path("snapshot"));
    ConversationEvent first = events(story).get(0);
    ConversationEvent second = events(story).get(1);

    assertThatIllegalArgumentException().isThrownBy(() -> view.after(second));
    assertThatIllegalArgumentException().isThrownBy(() -> view.after(first).after(first));
  }

  @Test
  void onlyTheNewestEventsAreKept() {
    ConversationView view = view(stories().getFirst().tree().path("snapshot"));
    int last = view.sequence() + Limits.HISTORY_PAGE_MAX + 1;
    while (view.sequence() < last) {
      view =
          view.after(
              new ConversationEvent(
                  view.sequence() + 1,
                  0,
                  new Person(PersonKind.SYSTEM, "", ""),
                  null,
                  new Change.Hidden()));
    }

    assertThat(view.events()).hasSize(Limits.HISTORY_PAGE_MAX);
    assertThat(view.events().getFirst().sequence()).isEqualTo(last - Limits.HISTORY_PAGE_MAX + 1);
    assertThat(view.events().getLast().sequence()).isEqualTo(last);
  }

  private static List<ConversationEvent> events(Golden story) {
    List<ConversationEvent> events = new ArrayList<>();
    for (JsonNode event : story.tree().path("events")) {
      ObjectNode frame = frame("event").put("conversation", 1).set("event", event);
      events.add(((EventHappened) Codec.decodeServerMessage(frame.toString())).event());
    }
    return events;
  }

  private static ConversationView view(JsonNode tree) {
    ObjectNode frame = frame("conversation").set("conversation", tree);
    return ((ConversationOpened) Codec.decodeServerMessage(frame.toString())).conversation();
  }

  private static JsonNode tree(ConversationView view) {
    byte[] frame = Codec.encode(new ConversationOpened(null, view));
    return Golden.tree(new String(frame, StandardCharsets.UTF_8)).path("conversation");
  }

  private static ObjectNode frame(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
