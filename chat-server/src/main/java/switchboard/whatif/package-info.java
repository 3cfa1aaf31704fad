/// What-if questions about a desk: reads the period asked for from the journal, plays it as it was and changed, and keeps the answers for a while. All of it
/// happens beside the desk, in a bounded line of its own.
@NullMarked
package switchboard.whatif;

import org.jspecify.annotations.NullMarked;
