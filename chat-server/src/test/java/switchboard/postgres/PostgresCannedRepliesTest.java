package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import switchboard.identity.CannedReplies;
import switchboard.identity.CannedReply;

class PostgresCannedRepliesTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private PGSimpleDataSource source;
  private CannedReplies replies;

  @BeforeEach
  void empty() throws Exception {
    source = Tables.source(DATABASE);
    Tables.execute(source, "truncate canned_reply restart identity");
    replies = new PostgresCannedReplies(source, 1);
  }

  @Test
  void repliesAreKeptInOrderOfTheirShortcuts() {
    CannedReply thanks = replies.save(reply(0, "thanks", "Thank you.")).orElseThrow();
    CannedReply logs = replies.save(reply(0, "logs", "Please send the logs.")).orElseThrow();
    assertThat(replies.list()).containsExactly(logs, thanks);
    CannedReply better = reply(thanks.id(), "bye", "Thank you, and\ngood bye.");
    assertThat(replies.save(better)).contains(better);
    assertThat(replies.list()).containsExactly(better, logs);
    assertThat(replies.remove(logs.id())).isTrue();
    assertThat(replies.remove(logs.id())).isFalse();
    assertThat(replies.list()).containsExactly(better);
  }

  @Test
  void shortcutBelongsToOne() {
    CannedReply thanks = replies.save(reply(0, "thanks", "Thank you.")).orElseThrow();
    assertThat(replies.save(reply(0, "thanks", "Thanks!"))).isEmpty();
    CannedReply logs = replies.save(reply(0, "logs", "Logs?")).orElseThrow();
    assertThat(replies.save(reply(logs.id(), "thanks", "Logs?"))).isEmpty();
    assertThat(replies.save(reply(99, "x", "y"))).isEmpty();
    assertThat(replies.list()).containsExactly(logs, thanks);
  }

  @Test
  void repliesAreBounded() throws Exception {
    Tables.execute(
        source,
        "insert into canned_reply (shortcut, title, text)"
            + " select 's' || n, 't', 't' from generate_series(1, "
            + CannedReplies.COUNT_MAX
            + ") n");
    assertThatThrownBy(() -> replies.save(reply(0, "one-more", "x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("canned replies: 1000, expected at most 1000");
  }

  @Test
  void replyThatCannotBeUsedIsRefused() {
    assertThatThrownBy(() -> reply(0, "Thank You", "x"))
        .hasMessageContaining("shortcut: 'Thank You'");
    assertThatThrownBy(() -> new CannedReply(0, "x", " ", "x")).hasMessageContaining("title: ' '");
    assertThatThrownBy(() -> reply(0, "x", "x".repeat(8_001)))
        .hasMessage("text: 8001 characters, expected 1 to 8000");
  }

  private static CannedReply reply(long id, String shortcut, String text) {
    return new CannedReply(id, shortcut, "Title of " + shortcut, text);
  }
}
