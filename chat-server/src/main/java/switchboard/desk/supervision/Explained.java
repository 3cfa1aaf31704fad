package switchboard.desk.supervision;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.routing.Sentences;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.Standing;

/// Why routing did with a chat what it did, step by step, from its events alone: read again from the journal it is the same, at any later time.
///
/// @param forStaff in one sentence
/// @param forCustomer in one sentence; empty for what is none of the customer's business
/// @param entry that it explains, which holds the keys, candidates and exclusions
public record Explained(Entry entry, String forStaff, String forCustomer) {

  /// The steps of a conversation.
  ///
  /// @param history all of its entries, in order
  public static List<Explained> of(List<Entry> history) {
    List<Explained> steps = new ArrayList<>();
    Standing standing = null;
    long launchedAtMs = 0;
    Rings rings = Rings.NOWHERE;
    for (Entry entry : history) {
      if (entry.event() instanceof Event.Launched launched) {
        standing = launched.standing();
        launchedAtMs = entry.atMs();
      }
      rings = rings.after(entry.event());
      if (standing != null) {
        Explained step = step(entry, standing, launchedAtMs, rings);
        if (step != null) {
          steps.add(step);
        }
      }
    }
    return steps;
  }

  /// Where it rings, or rang last.
  private record Rings(String agentName, boolean passedOn) {
    static final Rings NOWHERE = new Rings("", false);

    Rings after(Event event) {
      return switch (event) {
        case Event.Offered e -> new Rings(e.agentName(), false);
        case Event.TransferOffered e -> new Rings(e.agentName(), true);
        default -> this;
      };
    }
  }

  private static @Nullable Explained step(
      Entry entry, Standing standing, long launchedAtMs, Rings rings) {
    String by = entry.by().name();
    return switch (entry.event()) {
      case Event.Queued e -> queued(entry, e, standing, launchedAtMs);
      case Event.PreferencesDropped _ ->
          staff(entry, "Half of its target has passed: anybody of its line may have it now.");
      case Event.WantsChanged e ->
          staff(
              entry,
              (entry.by().isStaff() ? by + " changed what it wants: " : "What its customer told: ")
                  + wants(e)
                  + ".");
      case Event.Boosted e ->
          new Explained(
              entry,
              (by.isEmpty() ? "Its customer is a VIP" : by + " moved it forward")
                  + ": it is counted as "
                  + ahead(e.key(), launchedAtMs)
                  + " ahead.",
              "You were moved forward in the line.");
      case Event.Offered e ->
          new Explained(
              entry,
              Sentences.ofOffer(e.agentName(), e.explanation()),
              "You are next; " + e.agentName() + " is asked to help you.");
      case Event.OfferEnded e -> offerEnded(entry, e, rings);
      case Event.TransferOffered e ->
          staff(entry, by + " passes it on to " + e.agentName() + ".");
      case Event.TransferredToQueue e ->
          staff(
              entry,
              by + (e.queue().isEmpty() ? " sent it back to the queue." : " passed it on to " + e.queue() + "."));
      case Event.Assigned e -> assigned(entry, e);
      default -> null;
    };
  }

  private static Explained staff(Entry entry, String sentence) {
    return new Explained(entry, sentence, "");
  }

  private static Explained queued(
      Entry entry, Event.Queued queued, Standing standing, long launchedAtMs) {
    String ahead = ahead(queued.key(), launchedAtMs);
    String counts =
        ahead.isEmpty() ? "counts from when it came" : "is counted as " + ahead + " ahead";
    String why =
        switch (queued.reason()) {
          case LAUNCHED -> standing.tier() + (standing.vip() ? ", a VIP's" : "") + ": it " + counts;
          case AGENT_LOST -> "Its agent lost the connection: it " + counts;
          case AGENT_OFFLINE -> "Its agent went offline: it " + counts;
          case TRANSFERRED -> "It was passed on: it " + counts;
          case REQUEUED -> "It was sent back: it " + counts;
        };
    return new Explained(
        entry,
        why + ".",
        ahead.isEmpty()
            ? "You are served in the order in which you came."
            : "You are served as if you had come " + ahead + " earlier.");
  }

  private static Explained offerEnded(Entry entry, Event.OfferEnded ended, Rings rang) {
    String excluded =
        ended.excludedUntilMs() > entry.atMs()
            ? "; for "
                + (ended.excludedUntilMs() - entry.atMs()) / 1_000
                + " s they are offered neither it nor later ones"
            : "";
    String who = rang.agentName();
    String what =
        switch (ended.outcome()) {
          case DECLINED ->
              who + " declined" + (ended.reason().isEmpty() ? "" : ": " + ended.reason());
          case EXPIRED -> who + " did not answer";
          case WITHDRAWN -> "The offer to " + who + " was withdrawn";
        };
    return new Explained(
        entry, what + excluded + ".", rang.passedOn() ? "" : "You keep your place.");
  }

  private static Explained assigned(Entry entry, Event.Assigned assigned) {
    Actor by = entry.by();
    String how =
        assigned.offer() > 0
            ? assigned.agentName() + (by.isDesk() ? " got it unasked." : " accepted.")
            : by.id().equals(assigned.agent())
                ? assigned.agentName() + " took it by hand."
                : by.name() + " gave it to " + assigned.agentName() + " by hand.";
    return new Explained(entry, how, assigned.agentName() + " helps you.");
  }

  static String wants(Event.WantsChanged event) {
    List<String> parts = new ArrayList<>();
    if (!event.line().queue().isEmpty()) {
      parts.add("the queue " + event.line().queue());
    }
    if (!event.line().skills().isEmpty()) {
      parts.add("needs " + event.line().skills());
    }
    if (!event.prefers().isEmpty()) {
      parts.add("prefers " + event.prefers());
    }
    return parts.isEmpty() ? "anybody will do" : String.join(", ", parts);
  }

  /// "15 min"; empty for no head start.
  private static String ahead(OrderKey key, long launchedAtMs) {
    long seconds = (launchedAtMs - key.countsFromMs()) / 1_000;
    if (seconds <= 0) {
      return "";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
