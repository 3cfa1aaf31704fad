package switchboard.simulation;

import java.util.ArrayList;
import java.util.List;

/// What is asked to be different, all of it together.
///
/// @param knobs turned one after the other; none changes nothing
public record Change(List<Knob> knobs) {
  public static final Change NONE = new Change(List.of());

  public Change {
    knobs = List.copyOf(knobs);
  }

  public static Change of(Knob... knobs) {
    return new Change(List.of(knobs));
  }

  public Change and(Knob knob) {
    List<Knob> more = new ArrayList<>(knobs);
    more.add(knob);
    return new Change(more);
  }

  /// @throws Unplayable something of it does not fit the workload
  public Workload applyTo(Workload workload) {
    Workload changed = workload;
    for (Knob knob : knobs) {
      changed = knob.turn(changed);
    }
    return changed;
  }
}
