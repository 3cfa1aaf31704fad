/// Whether the waits that customers are told come true: a desk under a virtual clock with a seeded crowd.
@NullMarked
package switchboard.bench.estimate;

import org.jspecify.annotations.NullMarked;
