/// Follows single messages through the nodes, for whoever wants to know where the time went. What it says of them are numbers and kinds, never what
/// people wrote, who they are, or what lets them in. Off, and then at no cost, unless traces have somewhere to go.
@NullMarked
package switchboard.tracing;

import org.jspecify.annotations.NullMarked;
