/// A recorded period of a desk's journal: played again to the same decisions, and what it tells about customers and agents. Pure; the rules are
/// numbered in docs/spec/simulation.md.
@NullMarked
package switchboard.simulation.recorded;

import org.jspecify.annotations.NullMarked;
