/// The server's clients as programs: many connections on few threads, and how people sign in. The benchmarks and the demo's traffic use it, the product never.
@NullMarked
package switchboard.client;

import org.jspecify.annotations.NullMarked;
