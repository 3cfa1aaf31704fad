/// What reports cost: to make them of a past that is made up, and to keep up with a journal.
@NullMarked
package switchboard.bench.reports;

import org.jspecify.annotations.NullMarked;
