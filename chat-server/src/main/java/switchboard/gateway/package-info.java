/// The sockets: who is connected, what they may do, and who hears of what was committed. Translates between the wire and the desk and
/// decides nothing that the desk decides.
@NullMarked
package switchboard.gateway;

import org.jspecify.annotations.NullMarked;
