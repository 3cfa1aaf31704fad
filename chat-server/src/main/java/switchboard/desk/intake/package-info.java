/// Where a chat goes: the desk's queues, and the rules by which what a customer tells says what the chat needs. Policy: docs/spec/routing.md.
@NullMarked
package switchboard.desk.intake;

import org.jspecify.annotations.NullMarked;
