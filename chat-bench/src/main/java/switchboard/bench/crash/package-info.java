/// Kills a server under load again and again, and proves afterwards that nothing acknowledged was lost, doubled or reordered.
@NullMarked
package switchboard.bench.crash;

import org.jspecify.annotations.NullMarked;
