/// Replications on several cores. All that it adds to `switchboard.simulation` is threads.
@NullMarked
package switchboard.simulation.parallel;

import org.jspecify.annotations.NullMarked;
