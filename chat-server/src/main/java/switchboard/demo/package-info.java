/// The demo: a hosting company's customers and a support team to try everything with. Never part of `serve`.
@NullMarked
package switchboard.demo;

import org.jspecify.annotations.NullMarked;
