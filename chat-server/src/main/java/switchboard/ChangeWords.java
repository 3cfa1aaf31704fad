package switchboard;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import switchboard.simulation.Change;
import switchboard.simulation.Knob;

/// A change in words, for the terminal.
final class ChangeWords {
  private ChangeWords() {}

  static String of(Change change) {
    return change.knobs().isEmpty()
        ? "as it is"
        : change.knobs().stream().map(ChangeWords::of).collect(Collectors.joining("; "));
  }

  private static String of(Knob knob) {
    return switch (knob) {
      case Knob.AddAgents add ->
          "%s (%s at once%s)"
              .formatted(
                  more(add.count(), "agent"),
                  chats(add.profile().capacity()),
                  add.profile().skills().isEmpty() ? "" : ", " + add.profile().skills());
      case Knob.RemoveAgents(List<String> agents) ->
          agents.size() + (agents.size() == 1 ? " agent fewer" : " agents fewer");
      case Knob.SetCapacity(List<String> agents, int capacity) ->
          "%s for %s".formatted(chats(capacity) + " at once", whom(agents));
      case Knob.AddCapacity(List<String> agents, int by) ->
          "%s at once for %s".formatted(more(by, "chat"), whom(agents));
      case Knob.Teach teach -> "%s taught to %s".formatted(teach.skills(), whom(teach.agents()));
      case Knob.HeadStart(String tier, long ms) -> "%s starts %s ahead".formatted(tier, time(ms));
      case Knob.Deflection(double share) ->
          "%s take the ticket that is suggested".formatted(percent(share));
      case Knob.Demand(String tier, double factor) ->
          "%s times as many chats%s"
              .formatted(Texts.plain(factor), tier.isEmpty() ? "" : " of " + tier);
    };
  }

  private static String more(int count, String what) {
    return count + " more " + what + (count == 1 ? "" : "s");
  }

  private static String chats(int count) {
    return count + (count == 1 ? " chat" : " chats");
  }

  private static String whom(List<String> agents) {
    return agents.isEmpty()
        ? "everybody"
        : agents.size() == 1 ? "one agent" : agents.size() + " agents";
  }

  private static String time(long ms) {
    return ms % 60_000 == 0 ? ms / 60_000 + " min" : ms / 1_000 + " s";
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.4g", 100 * share).replaceAll("\\.?0+$", "") + " %";
  }
}
