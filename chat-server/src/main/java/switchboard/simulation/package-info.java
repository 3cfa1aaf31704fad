/// What would happen: the real desk under a virtual clock, fed by a workload, as it is and after a change, with honest statistics. Pure: the same workload
/// and seed give the same figures. The rules are numbered in docs/spec/simulation.md.
@NullMarked
package switchboard.simulation;

import org.jspecify.annotations.NullMarked;
