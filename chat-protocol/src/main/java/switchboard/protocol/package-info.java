/// The wire: every message of both directions, its limits, error and close codes. The only definition; TypeScript types,
/// the protocol's documentation and the golden frames derive from these records.
@NullMarked
package switchboard.protocol;

import org.jspecify.annotations.NullMarked;
