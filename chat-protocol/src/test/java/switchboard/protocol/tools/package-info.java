/// What is made from the wire records: the TypeScript types and the protocol's documentation. A test fails when a committed file
/// differs from what the records give.
@NullMarked
package switchboard.protocol.tools;

import org.jspecify.annotations.NullMarked;
