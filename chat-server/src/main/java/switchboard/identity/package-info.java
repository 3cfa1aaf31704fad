/// Who somebody is. Customers come with a token that the hosting company signed and get a session
/// token for it; staff sign in with a password and get a cookie. Time is passed in; what must be
/// stored goes through ports.
@NullMarked
package switchboard.identity;

import org.jspecify.annotations.NullMarked;
