/// A desk as it was: its state and its numbers at any time of the last weeks, read from the journal.
@NullMarked
package switchboard.past;

import org.jspecify.annotations.NullMarked;
