package switchboard.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Intake;

/// A conversation as plain text, from its events alone. Times are UTC.
final class Transcript {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Transcript() {}

  /// @param notes whether to include what only staff may read
  static String of(long conversation, List<Entry> entries, boolean notes) {
    StringBuilder text = new StringBuilder();
    text.append("Conversation ").append(conversation).append(" (times in UTC)\n");
    for (Entry entry : entries) {
      String line = line(entry, notes);
      if (line != null) {
        text.append('[').append(TIME.format(Instant.ofEpochMilli(entry.atMs()))).append("] ");
        text.append(line).append('\n');
      }
    }
    return text.toString();
  }

  private static @Nullable String line(Entry entry, boolean notes) {
    return switch (entry.event()) {
      case Event.Launched e ->
          e.customer().name()
              + " started a chat"
              + (e.customer().site() == null ? "" : " about " + e.customer().site())
              + ", "
              + e.standing().tier()
              + intake(e.intake());
      case Event.IntakeRevised e -> name(entry.by()) + " added details" + intake(e.intake());
      case Event.Assigned e -> e.agentName() + " joined";
      case Event.Queued e ->
          switch (e.reason()) {
            case LAUNCHED -> null;
            case AGENT_LOST -> "The agent lost the connection; back in the queue";
            case AGENT_OFFLINE -> "The agent left; back in the queue";
            case TRANSFERRED, REQUEUED -> "Passed on; back in the queue";
          };
      case Event.Posted e when e.note() ->
          notes ? name(entry.by()) + " (note): " + e.text() : null;
      case Event.Posted e -> name(entry.by()) + ": " + e.text();
      case Event.TicketOpened e -> "Ticket " + e.ticket() + " opened: " + e.subject();
      case Event.TicketAssigned e -> notes ? "Ticket assigned to " + e.agentName() : null;
      case Event.TicketResolved _ -> "Ticket resolved";
      case Event.WrapUpBegan _ -> name(entry.by()) + " ended the chat";
      case Event.Closed e ->
          switch (e.outcome()) {
            case RESOLVED -> null;
            case ABANDONED -> "Left the queue";
            case TICKETED -> "Goes on as a ticket";
          };
      case Event.Rated e ->
          name(entry.by())
              + " rated the chat %d of 5".formatted(e.score())
              + (e.comment().isBlank() ? "" : ": " + e.comment());
      case Event.Joined _ -> name(entry.by()) + " joined";
      case Event.Left _ -> name(entry.by()) + " left";
      case Event.TransferOffered e ->
          notes ? passedOn(entry, e.agentName(), e.summary()) : null;
      case Event.TransferredToQueue e -> notes ? passedOn(entry, e.queue(), e.summary()) : null;
      case Event.VipMarked _,
          Event.Monitored _,
          Event.WantsChanged _,
          Event.Boosted _,
          Event.Weighed _,
          Event.PreferencesDropped _,
          Event.Offered _,
          Event.OfferEnded _,
          Event.Marked _,
          Event.CustomerAbsent _,
          Event.CustomerBack _,
          Event.Forgotten _,
          Event.OfAgent _,
          Event.OfQueue _ ->
          null;
    };
  }

  private static String passedOn(Entry entry, String to, String summary) {
    return name(entry.by())
        + " passed the chat on"
        + (to.isEmpty() ? "" : " to " + to)
        + (summary.isEmpty() ? "" : ": " + summary);
  }

  private static String intake(Intake intake) {
    StringBuilder text = new StringBuilder();
    part(text, "Topic", intake.topic());
    part(text, "Environment", intake.environment());
    part(text, "Began", intake.began());
    part(text, "Steps", intake.steps());
    part(text, "Error", intake.error());
    part(text, "Links", String.join(", ", intake.links()));
    return text.toString();
  }

  private static void part(StringBuilder text, String label, String value) {
    if (!value.isBlank()) {
      text.append("\n    ").append(label).append(": ");
      text.append(value.strip().replace("\n", "\n        "));
    }
  }

  private static String name(Actor actor) {
    return actor.name().isEmpty() ? "Switchboard" : actor.name();
  }
}
