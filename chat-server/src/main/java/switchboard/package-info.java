/// The program: its commands, and the one place that wires desk, runtime and rim together.
@NullMarked
package switchboard;

import org.jspecify.annotations.NullMarked;
