package switchboard.past;

import switchboard.desk.DeskView;
import switchboard.desk.supervision.Folds;

/// A desk as it was, for the reader alone.
public record Moment(DeskView desk, Folds folds, long atMs) {}
