package switchboard;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.desk.vocabulary.Entry;
import switchboard.gateway.TicketList;
import switchboard.http.Archive;
import switchboard.http.AuditLog;
import switchboard.identity.CannedReplies;
import switchboard.identity.StorageUnavailable;
import switchboard.postgres.PostgresArchive;
import switchboard.postgres.PostgresAuditLog;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Outcome;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;
import switchboard.protocol.Stage;
import switchboard.protocol.TicketView;

/// The lists of the HTTP API, put together from the desk's memory and the database.
final class Lists implements Archive, AuditLog {
  private static final long RETRY_AFTER_MS = 2_000;

  private final PostgresArchive conversations;
  private final CannedReplies cannedReplies;
  private final PostgresAuditLog audited;

  Lists(
      PostgresArchive conversations,
      CannedReplies cannedReplies,
      PostgresAuditLog audited) {
    this.conversations = conversations;
    this.cannedReplies = cannedReplies;
    this.audited = audited;
  }

  @Override
  public List<Past> conversationsOf(String customer, int countMax) {
    try {
      return conversations.conversationsOf(customer, countMax).stream().map(Lists::past).toList();
    } catch (SQLException e) {
      throw storageAway();
    }
  }

  private static Past past(PostgresArchive.Past past) {
    Outcome outcome =
        past.outcome() == null ? null : Outcome.valueOf(past.outcome().toUpperCase(Locale.ROOT));
    return new Past(
        past.number(),
        outcome != null ? Stage.CLOSED : past.agent() == null ? Stage.QUEUED : Stage.ASSIGNED,
        outcome,
        past.launchedAtMs(),
        past.topic(),
        past.agent());
  }

  @Override
  public List<TicketView> tickets(DeskView desk) {
    return TicketList.of(desk);
  }

  @Override
  public List<Reply> cannedReplies() {
    try {
      return cannedReplies.list().stream()
          .map(reply -> new Reply(reply.shortcut(), reply.title(), reply.text()))
          .toList();
    } catch (StorageUnavailable e) {
      throw storageAway();
    }
  }

  @Override
  public @Nullable String customerOf(long conversation) {
    try {
      return conversations.customerOf(conversation);
    } catch (SQLException e) {
      throw storageAway();
    }
  }

  @Override
  public List<Entry> entries(AuditLog.Wanted wanted, int countMax) {
    try {
      return audited.entries(
          wanted.fromMs(),
          wanted.toMs(),
          wanted.beforeSequence(),
          wanted.by(),
          wanted.conversation(),
          countMax);
    } catch (SQLException e) {
      throw storageAway();
    }
  }

  private static Refusal storageAway() {
    return new Refusal(
        Problem.retryAfter(
            ErrorCode.UNAVAILABLE,
            "Storage cannot be reached now. Please try again.",
            RETRY_AFTER_MS));
  }
}
