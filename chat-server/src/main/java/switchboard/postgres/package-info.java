/// PostgreSQL: the server that the embedded default starts in its data folder, the schema, and the desk's journal in it.
@NullMarked
package switchboard.postgres;

import org.jspecify.annotations.NullMarked;
