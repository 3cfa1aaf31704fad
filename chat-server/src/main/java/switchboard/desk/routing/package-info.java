/// Who gets which chat: agents with their load and state, the order of candidates, and the reasons. Policy and sources: docs/spec/routing.md.
@NullMarked
package switchboard.desk.routing;

import org.jspecify.annotations.NullMarked;
