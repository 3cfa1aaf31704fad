/// Hours of the week.
@NullMarked
package switchboard.desk.calendar;

import org.jspecify.annotations.NullMarked;
