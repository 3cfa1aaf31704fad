package switchboard.config;

import java.util.List;

/// What came of reading something that an operator wrote.
public sealed interface Loaded<T> {
  record Good<T>(T value) implements Loaded<T> {}

  /// @param faults all of them, in order of discovery; not empty
  record Faulty<T>(List<Fault> faults) implements Loaded<T> {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
