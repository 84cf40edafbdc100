/** Heads that a case turns to its place, and back at its end. */
@NullMarked
package metro.cctv.link.turning;

import org.jspecify.annotations.NullMarked;
