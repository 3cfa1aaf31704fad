/// Several nodes of one desk in one thread: the product's own code on simulated threads, clocks, storage and bus, all driven by a seed.
@NullMarked
package switchboard.bench.simulation;

import org.jspecify.annotations.NullMarked;
