/// The chats that wait, in head-start order, by line.
@NullMarked
package switchboard.desk.queue;

import org.jspecify.annotations.NullMarked;
