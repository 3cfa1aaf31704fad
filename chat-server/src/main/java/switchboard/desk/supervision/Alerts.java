package switchboard.desk.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.AlertRule;

/// Which thresholds are passed now, step by step: with hysteresis, so that nobody is called twice for one thing.
public final class Alerts {
  private final List<Watch> watches;

  /// One rule and how its number stands.
  private static final class Watch {
    final AlertRule rule;

    /// Since when the number has been bad without a break; 0 when it is not.
    long badSinceMs;

    /// Since when supervisors are called; 0 when they are not.
    long raisedMs;

    long number;

    Watch(AlertRule rule) {
      this.rule = rule;
    }
  }

  /// @param sinceMs since when supervisors are called
  /// @param number as of the last step
  public record Raised(AlertRule rule, long sinceMs, long number) {}

  /// @param raised whether it began, or ended
  /// @param atMs when
  public record Change(AlertRule rule, boolean raised, long number, long atMs) {}

  public Alerts(List<AlertRule> rules) {
    watches = rules.stream().map(Watch::new).toList();
  }

  public boolean isEmpty() {
    return watches.isEmpty();
  }

  /// @param number of a rule now; null when there is none, as no service level while nothing was answered: then nothing changes, but what was bad
  ///     begins anew
  /// @return what began or ended
  public List<Change> step(Function<AlertRule, @Nullable Long> number, long nowMs) {
    List<Change> changes = new ArrayList<>();
    for (Watch watch : watches) {
      Long now = number.apply(watch.rule);
      if (now == null) {
        watch.badSinceMs = 0;
        continue;
      }
      watch.number = now;
      if (watch.rule.isBad(now)) {
        watch.badSinceMs = watch.badSinceMs == 0 ? nowMs : watch.badSinceMs;
      } else {
        watch.badSinceMs = 0;
      }
      if (watch.raisedMs == 0
          && watch.badSinceMs > 0
          && nowMs - watch.badSinceMs >= watch.rule.forMs()) {
        watch.raisedMs = nowMs;
        changes.add(new Change(watch.rule, true, now, nowMs));
      } else if (watch.raisedMs > 0 && watch.rule.isGood(now)) {
        watch.raisedMs = 0;
        changes.add(new Change(watch.rule, false, now, nowMs));
      }
    }
    return changes;
  }

  /// In the order of the rules.
  public List<Raised> raised() {
    return watches.stream()
        .filter(watch -> watch.raisedMs > 0)
        .map(watch -> new Raised(watch.rule, watch.raisedMs, watch.number))
        .toList();
  }
}
