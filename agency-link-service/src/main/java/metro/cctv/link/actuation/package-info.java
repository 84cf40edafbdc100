/** What changes the world outside: a green wave for an engine. Asked for by one, allowed by another, never automatic. */
@NullMarked
package metro.cctv.link.actuation;

import org.jspecify.annotations.NullMarked;
