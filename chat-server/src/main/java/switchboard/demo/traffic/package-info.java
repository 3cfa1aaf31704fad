/// Simulated customers and agents for the demo, so that its queue and its board are alive. They sign in, connect and write as people do, from outside.
@NullMarked
package switchboard.demo.traffic;

import org.jspecify.annotations.NullMarked;
