/// Measures the product: load through real sockets, the core alone, and the references of the machine.
@NullMarked
package switchboard.bench;

import org.jspecify.annotations.NullMarked;
