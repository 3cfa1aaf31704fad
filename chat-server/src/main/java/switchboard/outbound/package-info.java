/// What the server tells others by itself.
@NullMarked
package switchboard.outbound;

import org.jspecify.annotations.NullMarked;
