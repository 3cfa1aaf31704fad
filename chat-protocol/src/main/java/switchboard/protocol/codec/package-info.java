/// Messages to and from JSON frames: strict about what a client sends, quick in both directions.
@NullMarked
package switchboard.protocol.codec;

import org.jspecify.annotations.NullMarked;
