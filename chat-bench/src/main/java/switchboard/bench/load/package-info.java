/// Loads a server through real sockets and shows how fast it is, beside references measured in the same run.
@NullMarked
package switchboard.bench.load;

import org.jspecify.annotations.NullMarked;
