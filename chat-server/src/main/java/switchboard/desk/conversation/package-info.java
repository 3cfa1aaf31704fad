/// A conversation's life: queued, offered, assigned, wrap-up, closed, requeued; its receipts; and the ticket that it may go on as.
@NullMarked
package switchboard.desk.conversation;

import org.jspecify.annotations.NullMarked;
