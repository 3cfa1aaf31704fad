/// NATS as the bus between the nodes of one installation.
@NullMarked
package switchboard.nats;

import org.jspecify.annotations.NullMarked;
