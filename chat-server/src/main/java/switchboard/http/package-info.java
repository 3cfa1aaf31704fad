/// HTTP beside the WebSocket: signing in, identity exchange, lists and transcripts, health, metrics and the web clients' files.
@NullMarked
package switchboard.http;

import org.jspecify.annotations.NullMarked;
