/// What customers and supervisors are shown of the queue: places with honest waits, depth, service level, decisions. Folds of committed events and
/// pure functions of the desk's view; nothing here decides.
@NullMarked
package switchboard.desk.supervision;

import org.jspecify.annotations.NullMarked;
