package switchboard.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;

class RecentEntriesTest {
  private long sequence;

  @Test
  void holdsAConversationsNewestEntriesWithoutGaps() {
    RecentEntries recent = new RecentEntries(1_000_000);
    recent.add(posts(7, 1, 300, ""));
    int oldest = 300 - RecentEntries.KEPT_MAX + 1;
    assertThat(positions(recent.between(7, oldest - 1, 300)))
        .hasSize(RecentEntries.KEPT_MAX)
        .startsWith(oldest)
        .endsWith(300);
    assertThat(positions(recent.between(7, 290, 295))).containsExactly(291, 292, 293, 294, 295);
    assertThat(recent.between(7, 300, 400)).isEmpty();
    assertThat(recent.between(7, oldest - 2, 300)).isNull();
  }

  @Test
  void knowsNothingOfOthersAndOfForgottenOnes() {
    RecentEntries recent = new RecentEntries(1_000_000);
    recent.add(posts(7, 1, 3, ""));
    assertThat(recent.between(8, 0, 3)).isNull();
    recent.add(List.of(entry(7, 4, new Event.Forgotten())));
    assertThat(recent.between(7, 0, 3)).isNull();
  }

  @Test
  void dropsTheQuietestConversationWhenTheTextsWeighTooMuch() {
    RecentEntries recent = new RecentEntries(3_000);
    recent.add(posts(1, 1, 1, "x".repeat(1_000)));
    recent.add(posts(2, 1, 1, "x".repeat(1_000)));
    recent.add(posts(1, 2, 2, ""));
    recent.add(posts(3, 1, 1, "x".repeat(1_000)));
    assertThat(recent.between(2, 0, 1)).isNull();
    assertThat(positions(recent.between(1, 0, 2))).containsExactly(1, 2);
    assertThat(positions(recent.between(3, 0, 1))).containsExactly(1);
  }

  private List<Entry> posts(long conversation, int from, int to, String text) {
    List<Entry> posts = new ArrayList<>();
    for (int position = from; position <= to; position++) {
      posts.add(entry(conversation, position, new Event.Posted(text, false)));
    }
    return posts;
  }

  private Entry entry(long conversation, int position, Event event) {
    return new Entry(++sequence, sequence, Actor.DESK, null, conversation, position, event);
  }

  private static List<Integer> positions(List<Entry> entries) {
    return entries.stream().map(Entry::position).toList();
  }
}
