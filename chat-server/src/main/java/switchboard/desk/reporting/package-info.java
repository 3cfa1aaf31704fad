/// What reports are made of: the desk's entries folded into rows that can be stored and counted, and the figures that follow from them by
/// definition. Definitions: docs/spec/reports.md.
@NullMarked
package switchboard.desk.reporting;

import org.jspecify.annotations.NullMarked;
