/// The thin shell around the desk: the single writer with its group commit, the committed replica that readers see, deadlines, snapshots
/// and recovery; and the ports that the rim implements.
@NullMarked
package switchboard.runtime;

import org.jspecify.annotations.NullMarked;
