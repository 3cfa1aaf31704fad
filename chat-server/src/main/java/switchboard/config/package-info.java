/// What an operator writes: the server's settings, from one YAML file and the environment, and the
/// plan catalogue. Both are read whole, and every fault is reported at once, with its place and
/// what was expected.
@NullMarked
package switchboard.config;

import org.jspecify.annotations.NullMarked;
