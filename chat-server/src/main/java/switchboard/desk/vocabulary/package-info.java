/// The desk's own words: who acts, what they ask for (commands) and what happened (events). Everything in the desk knows this package,
/// and it knows nothing but the JDK.
@NullMarked
package switchboard.desk.vocabulary;

import org.jspecify.annotations.NullMarked;
